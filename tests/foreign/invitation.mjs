// Reads an invitation as calendars of the JavaScript world do, and answers it: node invitation.mjs PARTSTAT <invitation
// Prints what it understood, as a line of JSON, and then the answer that an attendee would send.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
const [vevent, ...others] = calendar.getAllSubcomponents('vevent');
if (others.length > 0) throw new Error('more than one event');
const event = new ICAL.Event(vevent);
const attendees = vevent.getAllProperties('attendee');

console.log(JSON.stringify({
  method: calendar.getFirstPropertyValue('method'),
  uid: event.uid,
  sequence: event.sequence,
  summary: event.summary,
  location: event.location,
  status: vevent.getFirstPropertyValue('status'),
  start: event.startDate.toJSDate().toISOString().replace('.000', ''),
  end: event.endDate.toJSDate().toISOString().replace('.000', ''),
  organizer: vevent.getFirstPropertyValue('organizer'),
  attendees: attendees.map((attendee) => attendee.getFirstValue()),
}));

const reply = new ICAL.Component('vcalendar');
reply.addPropertyWithValue('prodid', '-//Another calendar//EN');
reply.addPropertyWithValue('version', '2.0');
reply.addPropertyWithValue('method', 'REPLY');
const answer = new ICAL.Component('vevent');
for (const name of ['uid', 'sequence', 'dtstart', 'dtend', 'summary', 'organizer']) {
  answer.addProperty(vevent.getFirstProperty(name));
}
answer.addPropertyWithValue('dtstamp', ICAL.Time.now());
attendees[0].setParameter('partstat', process.argv[2]);
answer.addProperty(attendees[0]);
reply.addSubcomponent(answer);
console.log(reply.toString());
