-- Which handing over a message was written for. The same one may be written again, because the answer to the first writing
-- was lost; another one may not, because the message may have been sent.
alter table sms_message add column handing uuid;
