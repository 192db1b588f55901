"""Reads an invitation as calendars of the Python world do, and answers it: invitation.py PARTSTAT <invitation

Prints what it understood, as a line of JSON, and then the answer that an attendee would send.
"""

import json
import sys
from datetime import timezone

from icalendar import Calendar, Event


def instant(value):
    return value.dt.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


calendar = Calendar.from_ical(sys.stdin.buffer.read())
errors = [error for component in calendar.walk() for error in component.errors]
if errors:
    sys.exit(f"it complains: {errors}")
(event,) = calendar.walk("VEVENT")
attendees = event.get("ATTENDEE", [])
attendees = attendees if isinstance(attendees, list) else [attendees]
understood = {
    "method": calendar["METHOD"],
    "uid": event["UID"],
    "sequence": event["SEQUENCE"],
    "summary": event["SUMMARY"],
    "location": event["LOCATION"],
    "status": event["STATUS"],
    "start": instant(event["DTSTART"]),
    "end": instant(event["DTEND"]),
    "organizer": event["ORGANIZER"],
    "attendees": attendees,
}
print(json.dumps(understood))

reply = Calendar()
reply.add("PRODID", "-//Another calendar//EN")
reply.add("VERSION", "2.0")
reply.add("METHOD", "REPLY")
answer = Event()
for name in ["UID", "SEQUENCE", "DTSTART", "DTEND", "DTSTAMP", "SUMMARY", "ORGANIZER"]:
    answer[name] = event[name]
(attendee,) = attendees
attendee.params["PARTSTAT"] = sys.argv[1]
answer["ATTENDEE"] = attendee
reply.add_component(answer)
sys.stdout.flush()
sys.stdout.buffer.write(reply.to_ical())
