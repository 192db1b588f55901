// Shows one group and one student's story at a time, and each letter at the width and in the light that are chosen.
// Without it the page is whole, only longer: every group, every story, and the text of every letter.
"use strict";

// Of some panels, the one with this id.
function showOnly(panels, id) {
  for (const panel of panels) panel.hidden = panel.id !== id;
}

const groups = document.querySelectorAll("section.group");
const groupChoice = document.querySelector("#group-choice");
if (groupChoice) {
  groupChoice.closest(".choice").hidden = false;
  groupChoice.addEventListener("change", () => showOnly(groups, groupChoice.value));
  showOnly(groups, groupChoice.value);
}

const stories = document.querySelectorAll("article.story");
const storyLinks = document.querySelectorAll(".stories a");
function showStory(id) {
  showOnly(stories, id);
  for (const link of storyLinks) {
    if (link.hash === "#" + id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
// A story is chosen by its address, so that "back" and a link from a group's table choose one too.
function storyOfAddress() {
  const id = location.hash.slice(1);
  if ([...stories].some((story) => story.id === id)) {
    showStory(id);
    document.getElementById(id).scrollIntoView();
  }
}
if (stories.length > 0) {
  showStory(stories[0].id);
  storyOfAddress();
  window.addEventListener("hashchange", storyOfAddress);
}

// The letters. A frame is made when its letter is opened, and runs no script of any letter.
const html = JSON.parse(document.querySelector("#letters").textContent);
const DARK = "(prefers-color-scheme: dark)";
const widths = { phone: 390, desktop: 720 };
const view = { as: "phone", light: matchMedia(DARK).matches ? "dark" : "light" };

// The letter as a mail program in this light would show it: its own rules for the dark are switched on or off.
function lit(letter, light) {
  const always = light === "dark" ? "(min-width: 0px)" : "(max-width: 0px)";
  return letter.replace(/\(\s*prefers-color-scheme:\s*dark\s*\)/g, always);
}

function show(letter) {
  const stage = letter.querySelector(".stage");
  const text = letter.querySelector(".text");
  const own = html[letter.dataset.letter];
  text.hidden = own !== undefined && view.as !== "text";
  stage.hidden = !text.hidden;
  stage.replaceChildren();
  if (stage.hidden) return;
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.title = "The letter: " + letter.querySelector(".subject").textContent;
  frame.style.width = widths[view.as] + "px";
  frame.style.colorScheme = view.light;
  frame.addEventListener("load", () => fit(stage, frame));
  frame.srcdoc = lit(own, view.light);
  stage.append(frame);
}

// A letter that is wider than the page is shown smaller, not cut.
function fit(stage, frame) {
  stage.style.maxWidth = widths[view.as] + 2 + "px";
  const scale = Math.min(1, stage.clientWidth / widths[view.as]);
  const height = frame.contentDocument.documentElement.scrollHeight;
  frame.style.height = height + "px";
  frame.style.transform = `scale(${scale})`;
  stage.style.height = Math.ceil(height * scale) + "px";
}

function showOpen() {
  for (const letter of document.querySelectorAll("details.letter[open]")) show(letter);
}
for (const letter of document.querySelectorAll("details.letter")) {
  letter.addEventListener("toggle", () => letter.open && show(letter));
}
for (const choice of document.querySelectorAll(".view input")) {
  if (choice.name === "light" && choice.value === view.light) choice.checked = true;
  choice.addEventListener("change", () => {
    view[choice.name] = choice.value;
    showOpen();
  });
}
const viewChoice = document.querySelector(".view");
if (viewChoice) viewChoice.hidden = Object.keys(html).length === 0;
window.addEventListener("resize", showOpen);
showOpen();
