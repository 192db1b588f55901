# Runs the gem email_reply_trimmer over messages: `ruby runner.rb FOLDER`, where FOLDER holds a copy of its repository.
# Takes a JSON array of {"kind", "message"} and prints {"replies", "seconds"}, as runner.py does. It reads no HTML.

require "json"

SECONDS_MIN = 1.0

$LOAD_PATH.unshift(File.join(ARGV.fetch(0), "discourse+email_reply_trimmer", "lib"))
require "email_reply_trimmer"

def now = Process.clock_gettime(Process::CLOCK_MONOTONIC)

messages = JSON.parse($stdin.read)
replies = messages.map { |each| EmailReplyTrimmer.trim(each["message"]) if each["kind"] == "plain" }
plain = messages.select { |each| each["kind"] == "plain" }
passes = 0
start = now
while now - start < SECONDS_MIN
  plain.each { |each| EmailReplyTrimmer.trim(each["message"]) }
  passes += 1
end
puts JSON.generate({ replies: replies, seconds: (now - start) / passes })
