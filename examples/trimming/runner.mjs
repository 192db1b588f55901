// Runs the npm package email-reply-parser over messages: `node runner.mjs FOLDER`, where FOLDER/node_modules holds it.
// Takes a JSON array of {"kind", "message"} and prints {"replies", "seconds"}, as runner.py does. It reads no HTML.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const SECONDS_MIN = 1;

const home = resolve(process.argv[2], "node_modules/email-reply-parser");
const { main } = JSON.parse(readFileSync(resolve(home, "package.json"), "utf-8"));
const { default: EmailReplyParser } = await import(pathToFileURL(resolve(home, main)));
const parser = new EmailReplyParser();
const messages = JSON.parse(readFileSync(0, "utf-8"));
const reply = (each) => (each.kind === "plain" ? parser.parseReply(each.message) : null);
const replies = messages.map(reply);
const start = performance.now();
let passes = 0;
let spent = 0;
while (spent < SECONDS_MIN) {
  messages.forEach(reply);
  passes += 1;
  spent = (performance.now() - start) / 1000;
}
console.log(JSON.stringify({ replies, seconds: spent / passes }));
