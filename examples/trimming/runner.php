<?php
// Runs willdurand's EmailReplyParser over messages: `php runner.php FOLDER`, where FOLDER holds a copy of its repository.
// Takes a JSON array of {"kind", "message"} and prints {"replies", "seconds"}, as runner.py does. It reads no HTML.

const SECONDS_MIN = 1.0;

require $argv[1] . '/willdurand+EmailReplyParser/src/autoload.php';

use EmailReplyParser\EmailReplyParser;

$messages = json_decode(stream_get_contents(STDIN), true);
$reply = fn ($each) => $each['kind'] === 'plain' ? EmailReplyParser::parseReply($each['message']) : null;
$replies = array_map($reply, $messages);
$passes = 0;
$start = microtime(true);
while (($spent = microtime(true) - $start) < SECONDS_MIN) {
    array_map($reply, $messages);
    $passes++;
}
echo json_encode(['replies' => $replies, 'seconds' => $spent / $passes]);
