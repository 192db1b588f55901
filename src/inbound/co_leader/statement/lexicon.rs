//! The words of a register and what they mean, as data: who came, who did not, who had said so, whom a sentence speaks
//! of. `{a,b,}` stands for one of several, `*` for whoever something is done to, `%` for a measure of time.

use super::{Said, Sense};

/// Phrases by what they mean. Of several that fit at one place the longest counts, of equals the first.
pub const LEXICON: &[(Sense, &str)] = &[
    (
        Sense::Came,
        "come|came|came along|came in|came back|attend|attended|attending|attending the {session,group,meeting}|attendees|attenders|in attendance|present|presents|president|on the spot|\
         present and correct|here|there|turn up|turned up|turned out|turns up|turning up|show up|showed up|shows up|showed|show|shown up|appear|\
         appeared|put in an appearance|make it|made it|makes it|made it in|make it in|with us|join|joined|join us|joined us|joined in|\
         join the group|joined the group|among us|amongst us|in the room|in the circle|on parade|took part|take part|taking part|participated|\
         sat through|stayed|stayed throughout|stayed to the end|stayed till the end|accounted for|\
         got here|got there|{i,we,} had the pleasure of {meeting,seeing,}|surface|surfaced|materialise|materialised|throughout|in person|at the session|\
         in {his,her,their} {seat,seats,chair,chairs,place,places}|in the fold|at the table|graced us|able to {come,attend,make it,join us,be there,be here,be with us}|\
         managed to {come,attend,make it}|insisted on coming|{came,come} anyway|ticked|slipped in|crept in|snuck in|sneaked in|sidled in|wandered in|strolled in|walked in|burst in|ran in|rushed in|slid in|drifted in|tumbled in|dashed in|rolled {in,up}|rocked up|pitched up|breezed in|blew in|trotted in|swanned in|fell in|entered|got in|get in|let {*,} in|admitted|let {him,her,them,*} {stay,join,join in}|in their seats|in their chairs|arrive|arrived|arriving",
    ),
    (Sense::Aside, "aside|excepted|excluded|apart"),
    (
        Sense::Seen,
        "coming|saw|seen|be seen|sighted|spotted|among them|among those|among their number|to be found|in evidence|in sight|anywhere to be seen|able|showing|around|seen hide nor hair of|seen or heard of",
    ),
    (
        Sense::Gone,
        "absent|absentee|absentees|absented|absents|absence|absences|missing|missed|away|off|awol|a w o l|no show|no shows|noshow|noshows|dna|dnas|dna'd|\
         mia|skipped|skipped it|skipping|missed {it,today,us,out,the session,the group,this one,today 's session,today 's group,today 's,this session,this week,this week 's}|\
         bunked off|bunking off|skived|skived off|bunked|played truant|truanted|playing truant|truant|stayed away|stayed at home|stayed home|gone missing|went missing|nowhere to be seen|\
         nowhere to be found|nowhere in sight|wanting|{we,i} {lacked,lack,were missing,was missing,missed}|nowhere|conspicuous by {his,her,their} absence|ghosted us|did a runner|vanished|disappeared|\
         chair was empty|seat was empty|place was empty|chair empty|seat empty|chair stood empty|{remained,stayed,stood} {empty,vacant}|an empty chair|empty chairs|non attender|non attenders|\
         non attendance|nonattendance|cancelled|cancelled on us|cried off|bailed|bailed on us|dropped out at the last minute|pulled out|let us down|stood us up|gave us a miss|gave it a miss|\
         gap|gaps|hole|holes|{was,is} not possible for {*,him,her,them} to {be there,be here,come,attend,be present,join us,join}|{one,two,three,four,five,1,2,3,4,5} {down,short}|{we,i} {were,are} {one,two,three,four,five,1,2,3,4,5} {down,short,light,missing}|{down,short} {one,two,three,four,five,1,2,3,4,5}|lacking|unavailable|nopes|\
         defaulter|defaulters|{waited,looked,searched,hoped} in vain for|{we,i} {were,was} without|man down|men down|no trace|not a trace|no sign|forgot to {come,attend,turn up,show up,be there}|out {today,this week,this time}",
    ),
    (
        Sense::Not,
        "not|never|failed to|neglected to|omitted to|unable to|chose not to|was to have|were to have|supposed to|meant to|due to have|expected but|prevented from|refused to|declined to|hardly|scarcely",
    ),
    (
        Sense::Tells,
        "told {me,us,both of us,#,either of us,me in advance,me beforehand} {beforehand,in advance,before,earlier,yesterday,this morning,last week,ahead of time,}|\
         {let,lets,letting} {me,us,#,both of us,either of us,someone,anyone,anybody,you} know {beforehand,in advance,before,earlier,yesterday,this morning,last week,ahead of time,}|\
         {let,lets} know|{informed,notified,warned,forewarned,alerted,contacted,advised,tipped off} {me,us,#,both of us,}|\
         {emailed,e mailed,mailed,texted,messaged,whatsapped,rang,phoned,telephoned,pinged,dm'd,rung} {me,us,#,both of us,in,in sick,ahead,beforehand,}|written|replied|said anything|said a word|sent anything|given any {notice,reason,explanation,warning}|{with,and} {an,any,some,a,his,her,their,} {explanation,reason,apology,word,message,note,excuse,email,text,notice,warning}|{a,the,} {reason,reasons,explanation,apology,message,notice} {was,were,} {given,sent,received}|excuse has reached {me,us}|{text,texts,texted,email,message,call,note,whatsapp} to say|{did,} send {me,us,#,} {word,a message,an email,a text,a note,a line,apologies,an apology,regrets}|\
         called {me,us,#,in,in sick}|calling in sick|{wrote,written,writes,writing} {to me,to us,to #,in,}|\
         sent {me,us,#,} {word,a message,an email,a text,a note,a line,a card,a whatsapp,apologies,an apology,regrets,notice,news,warning,advance notice,{his,her,their} {apologies,apology,regrets,excuses,sincere apologies,love and apologies}}|\
         {send,sends,sending} {word,{his,her,their,} {apologies,apology,regrets,excuses}}|\
         {gave,given,giving,gives,give} {me,us,#,} {notice,warning,{his,her,their,} {reason,reasons,excuse,excuses,apologies,explanation,an explanation},ample notice,good notice,due notice,advance notice,plenty of notice,prior notice,an explanation,a reason,apologies,fair warning}|\
         apologised|apologized|apologises|apologise|apologising|explained|had explained|explains|explain {himself,herself,themselves}|explained {himself,herself,themselves}|\
         {made,make,makes} {his,her,their} {excuses,apologies}|{presented,tendered,conveyed,offered} {his,her,their,} {apologies,apology,regrets,excuses}|\
         {been,got,get,was,were} in touch {beforehand,}|{with,by} {notice,permission,advance notice,prior notice,good notice,prior arrangement,arrangement,prior agreement,agreement,our blessing,my blessing,advance warning}|\
         {as,which was} {agreed,arranged,pre arranged,planned}|{asked,had,given,granted} {leave,permission} {to,of me,of us,to attend,}|asked {me,us,#} {to,if,for,}|begged {off,leave}|\
         {cleared,squared,agreed,arranged,booked} {it,this,that,} {with {me,us,#},beforehand,in advance}|known {about,in advance,for weeks}|\
         {had,have,has} said {he,she,they,so}|{had,'d} said|sorted {it,this} with {me,us,#}|said {he,she,they} {was,were,would,could,had,have,might,'d}|said so|said sorry|{says,said,reckons,claims,tells me} {he,she,they}|\
         \
         {show,showed,shown,shows,forwarded} {me,us,#} {the,an,his,her,their,a} {email,e mail,apology,message,text,note,sick note}|{had,has,have} {apologies,an apology,{his,her,their} apologies} in|{had,has} in good time {written {to {me,us},},{told,informed,emailed} {me,us},sent word,apologised}|asked {beforehand,in advance} to be {released,excused,let off}|offered {apologies,an apology,an explanation,a reason,regrets}|pre warned|prewarned|begged to be excused|asked to be excused|excused {himself,herself,themselves}|legit|legitimately|in advance|beforehand|ahead of time|has a good excuse|had a good excuse|good excuse|good reason|with good reason|with reason|\
         {told,informed,warned,notified,emailed,texted,messaged,rang,phoned} {the,my,our} {secretary,office,admin,registrar,sho,ward,team,switchboard}",
    ),
    (
        Sense::Receives,
        "{had,got,received,have,has} {a,an,} {mail,mails,emails,e mails,messages,texts,notes,calls,words} from|{had,got,received,have} {a,an} {note,email,text,message,call,letter,card,line,whatsapp,voicemail,apology} {from,}|{had,having,received} notice|{email,message,text,note,call,apology,apologies,word,letter,line,whatsapp,voicemail,regrets} from|{heard,hear} from|{i,we} {knew,had known}|knew about {it,this,that}",
    ),
    (
        Sense::Heard,
        "asked {anything,anyone,}|heard|hear|heard {anything,a word,a thing,a peep,a dicky bird,a sausage} {from,}|heard back|{a,any,single} {word,peep,dicky bird,sausage}|a word|a peep",
    ),
    (
        Sense::Says(Said::Excused),
        "excused|apologies|apology|apols|apol|apologies received|authorised|authorized|approved|granted leave|apologies given|\
         off {sick,ill,poorly,unwell}|out {sick,ill}|away {sick,ill}|absent with apologies|absent with apology|absent with leave|exempt|pardoned",
    ),
    (
        Sense::Says(Said::NoReason),
        "{no,without,without a,without any,with no,nor any,w o,and no,but no,minus any} {mail,mails,msg,msgs,word,words,news,apology,apologies,apols,apol,explanation,explanations,reason,reasons,message,messages,notice,warning,contact,email,emails,e mail,text,texts,excuse,excuses,info,information,clue,call,note,further word,prior notice,reply,regrets} {from,from *,given,sent,received,offered,why,as to why,as yet,so far,yet,}|\
         {neither,none of them} with {apologies,an apology,a reason,any reason,reason,an excuse,a message,any explanation,an explanation}|no apparent reason|for no reason|unexplained|unauthorised|unauthorized|unexcused|not excused|not explained|not authorised|unnotified|unaccounted for|\
         {god,goodness,lord,heaven,heavens,christ,who} {only,alone,} knows {where,why,}|{no,not a} {idea,clue} {why,where,about,at all,what happened,}|{not,i do not,do not,did not,we do not} know {why,where,what happened,the reason}|dunno|dunno why|dunno where|\
         not sure {why,where}|not certain why|unsure why|a mystery|mystery|radio silence|silence|nothing {from,heard,received,said,sent,about,on} {from,}|{heard,hear,had,received,have} nothing {from,from *,at all,since,}|not a {word,peep,sausage,squeak,dicky bird,thing} {from,from *,}|\
         nobody knows|no one knows|reason unknown|none {given,sent,received,offered}|reasons unknown|unknown|not known|no forwarding address|without {telling,saying,letting,warning,informing} {anyone,us,me,anybody,either of us,a word,anything,} {know,}|{do not,did not} say why|would not say why|never said why|said nothing|{had,'d,has} said nothing|{told,tells} {me,us,#} nothing|no {arrangement,arrangements}|by no arrangement|apparently no reason|{have,had,'ve,'d} {heard,had word,had anything,received anything,received word} from {neither,neither of them,none of them}|{heard,word,news} from {neither,neither of them,none of them}|no {reason,explanation,apology,word,excuse} {is,was,has been,had been} {known,given,received,sent,offered} {to {me,us},}|{i,we} know nothing {about,of,} {it,this,him,her,them,*,}|{about,of} whom {i,we} know nothing|{yet,still} to {say anything,say a word,send word,explain}|\
         {sent,gave,wrote,left} {me,us,#,} nothing|{gave,gives,offered,left,sent} {me,us,} no {mail,e mail,email,text,notice,warning,reason,explanation,word,excuse,message,apology,apologies,reasons}|no such thing",
    ),
    (
        Sense::Says(Said::Late),
        "late|lates|latecomer|latecomers|late comer|late comers|late arrival|late arrivals|tardy|a late arrival|lateness|not on time|not punctual|\
         left early|leave early|left us early|went early|go early|early leaver|an early leaver|early departure|{had,has,needed,obliged,was obliged,forced} to {leave,go,dash,run,rush,dash off,rush off,head off,shoot off,nip off,scoot}|\
         {excused,absented} {himself,herself,themselves} {at %,after %,halfway,half way,early,before the end,% before the end}|{depart,departed,departs,departing} {us,} {early,at %,after %,before the end}|{took,take,taking} {his,her,their} leave {of us,} {at %,after %,early,before the end}|{had,'d,was,were} gone by %|{'d,would} be {%,a bit,a little,slightly,rather} {late,behind}|called away|bleeped away|bleeped out|called out|paged out|{before,ahead of} {the end,we finished,time,we ended,its end,the close}|half way through|halfway through|part way through|partway through|midway|half way|halfway|\
         {popped,slipped,ducked,stepped,nipped,snuck,sneaked} {out,off,away}|{pop,slip,duck,step,nip,sneak,dash,rush,shoot,run,head} {out,off,away}|dashed off|rushed off|shot off|ran off|scarpered|only for {the,} {first,last,second,final} {half,%,part,bit}|for {the,} second half|for half of it|\
         missed the {first,last,start,beginning,opening,end,final,second} {%,half,bit,part,few minutes,}|missed {half,part,some} {of,}|\
         {came,there,here,stayed,with us,present,joined,caught,in} {only,just,} for {only,just,about,} {the,} {last,first,second,final} {%,half,part,bit}|\
         {there,here,came,stayed,with us,present} {only,just,} for {half,part} {of,}|{there,here,with us,present} {only,just} {in,during} the {first,last,second,final} {half,part}|{there,here,present,with us,stayed,in} for all but {the,} {last,first,final,opening} {%,few minutes,bit,part}|only stayed|stayed only|stayed until|stayed till|stayed for half|only managed {the,} {last,first,second} {half,%}|{on,at} the tail end|caught the end",
    ),
    (
        Sense::Says(Said::TurnedAway),
        "{turned,sent,waved,shooed,packed,turn,send} {*,} {away,home,packing,back,off,round,around} {again,}|{turned,sent} {away,home,back}|shown the door|refused {entry,admission,admittance}|{denied,declined,refused} {*,} {entry,admission,admittance}|\
         not let {*,} {in,join}|not {let,allowed,permitted,admitted,able to let} {*,} {in,to join,to come in,to enter,entry,}|\
         {bounce,bounced} {*,}|{show,showed} {*,} the door|{came,arrived,was,were,turned up} too late {to join,to take part,to come in,to be let in,to be admitted}|too late 2 join|{could,can} not {take,let} {*,} part|not {admit,admitted} {*,}|admit {*,} not|{declined,refused,unable,had} to {admit,let,refuse,decline,receive,readmit} {*,} {in,join,entry,}|{told,tell} {*,} no|{had,have,i had,we had,i 'd,we 'd} to say no {to,to *,}|{we,i,and} {refused,declined} {*,} {entry,}|would not {have,let} {*,} {in,join}|too late to {join,come in,be let in,let in,be admitted,enter,let * in,be let in}|\
         {did not,could not,not} gain entry|not to be let in|{ask,asked,told,tell,invite,advised} {*,} to {wait,leave} {for,until,till,}|{ask,asked} {*,} to {come,try,return} {back,again,} {next time,next week,another day,another time,again,}|told {*,} to {come,try,return} {back,again,} {next time,next week,another day,another time,again,}|\
         invited {*,} to {come,try,return} {back,again,} {next time,next week,}|i declined|we declined|{i,we} said no {to,to *,}|shut out|kept out|barred|excluded|{was,were,been,got} refused|{had,obliged,forced,bound,needed,i had,we had,i 'd,we 'd} to {refuse,decline,exclude,turn down,knock back,send back,send round} {*,}|{knocked,knock} {*,} back|\
         {could,can,did} not {allow,permit,have} {*,} {in,to {join,enter,come in,stay,take part},to {join,enter} us}|{tried,wanted,hoped} to {come,get,slip,walk} in {at %,after %,% late}|{tried,wanted,hoped} to {join,join us,enter} {at %,after %,% late}|had to go home {again,}|went home again|past the cut off|after the cut off|missed the cut off|beyond the cut off|after the door {was shut,was closed,had closed,closed}|\
         after {i,we} {'d,had} {shut,closed,locked} the door|did not come in|did not go in|without joining|without coming in|found the door {shut,closed,locked}|turned away|turnedaway",
    ),
    (
        Sense::Fine,
        "fine|ok|okay|good|well|all good|grand|great|all fine|all ok|all well|all good|all right|alright|in order|as normal|in good {voice,spirits,form,heart,order}|happy|on form|on good form",
    ),
    (
        Sense::Says(Said::NotAbsent),
        "{delete,remove,undo,cancel,strike out,clear,lift} {the,his,her,an,} {absence,absent mark} {for,of,from,}|{delete,remove,undo,cancel,clear,lift} * 's {absence,absent mark}|off the {absent,absentee,absentees,absence,absences,missing} {list,column,pile,ones,}|\
         {ought,should,must,does} not {to,} {be,belong} {on,in,among} {the,your,my,} {absent,absentee,absentees,absence,absences,missing} {list,column,pile,ones,}|\
         {ought,should,must,need} not {to,} {be,have been} {there,down,put,listed,marked,shown,recorded,noted,entered,put down,marked down,} {as,as an,among the,} {absent,absentee,absentees,missing,away,no show}",
    ),
    (
        Sense::AsListed,
        "right|correct|accurate|spot on|unchanged|as it {was,stands,is}|as {on your list,on the list,you expected,you 'd expected,you list them,you 've got it,you have got it,you 've got them,you 've got there,you say,in your list,per the email,listed,expected,recorded,stated,per list,per the list,per your list,you have it,you have them,you had it,planned,predicted}",
    ),
    (
        Sense::OnTime,
        "on time|in time|punctual|punctually|prompt|promptly|in good time|early|from the start|from the off|from the beginning|from start to finish|bang on time|on the dot",
    ),
    (
        Sense::Everyone,
        "everyone|everybody|every one|every one of them|each one|all|all of them|all of us|all of you|all of ours|all of mine|all of our {students,lot,number,group}|all of the {students,group,others,class}|all {the,our,my,your} {students,members,group,lot,names}|all students|all members|all hands|\
         the {whole,entire,full} {group,lot,gang,crew,class,bunch,set,team,dozen,shebang,company,cohort,list,complement,contingent}|whole {group,lot,gang,crew,class,bunch,team}|the lot|the lot of them|every {student,body,person,soul,member,chair,seat,place,single one,single student,last one,man jack} {of them,of us,}|\
         each of them|each and every one {of them,}|one and all|the usual {faces,crowd,gang,lot,crew,group,suspects}|usual {crowd,gang,lot}|{the,our} {students,gang,troops,flock,regulars} {all,}|all {the,of the,} {eleven,twelve,11,12}|the full {eleven,twelve,dozen}|all my sheep|all comers|all concerned",
    ),
    (
        Sense::Others,
        "rest|the rest|the rest {of them,of the {group,gang,students,list,lot,class,crew,team},of us,of mine,of ours}|others|the others|all {the,of the,} others|all the rest|everyone else|everybody else|every one else|all else|anyone else|else|remainder|the remainder|the remaining|remaining|the remaining {ones,students,members}|\
         otherwise|everyone other|all {the,} other {students,members}|all other|every other {student,member,one,chair,seat}|the {balance,residue}|all remaining|the remaining others|all the other {chairs,seats,places}|the other chairs|all of the other chairs|all the remaining",
    ),
    (
        Sense::Nobody,
        "nobody|no one|none|none of {them,em,the students,the group,us,mine,ours}|not one|not one of them|not a soul|not a single {one,student,person,soul}|nil|zero|no student|no students",
    ),
    (
        Sense::NobodyElse,
        "nobody else|no one else|nobody but them|no more besides|no one but them|not another {soul,one,person,student}|none else|no others|nobody more|no one more|no other|no more than that|nobody other|none of the others|no other {student,students,absences,absentees}",
    ),
    (
        Sense::NoMore,
        "afraid that {'s,is,was} {all,it,the lot,everyone}|that {'s,is,was} {all,everyone,everybody,the lot,it,the only ones,the full list,the whole company,the whole list} {who came,who were there,of them,there was,there were,i 'm afraid,}|thats {all,everyone,it,the lot}|{those,they} {were,are} {the only ones,it} {who came,there,}|those {were,are} all {who came,there,}|and that was {it,all,that}|end of {list,the list,story}|there {the,my} list ends|that 's your lot",
    ),
    (
        Sense::AllThere,
        "{full,complete,perfect,total} {house,attendance,set,complement,register,turn out,turnout,group,team,room,sweep,crew,roll,quorum,gang,class,deck,strength,marks,circle,session,company,muster,list,contingent,hand,flush,bench,table,cast}|fully {attended,subscribed}|in {its,their} entirety|in full force|without exception|to a {man,woman,person}|out in force|\
         well attended by all|attended by {all,everyone,everybody}|full|quorate|100 percent|100 per cent|a hundred per cent|complete|clean sweep|{no,nil,zero,without any,not any,without} {absences,absentees,absentee,absents,dnas,no shows,gaps,absence,one missing,one absent,missing,non attenders}|\
         {no one,nobody,none,not one} {was,were,is,of them,at all,} {absent,missing,away,off,out,lacking,late,absent or late,missing or late}|a full {one,eleven,twelve,dozen,circle,house}|all {present,here,there,in} and {correct,accounted for}|all accounted for|at full strength|attendance {was,is,} {complete,full,perfect,total}",
    ),
    (
        Sense::ListRight,
        "{everyone,everybody,all} {on,in} {your,the} list {was,were,is,are} {there,here,present,in}|{all,everything} {'s,is,was,looks,} {good,fine,ok,okay,well,correct,right,accurate,in order}|{the,your,this,that} {list,register} {is,was,looks} {quite,all,entirely,} {right,correct,accurate,fine,good,as it should be}|all is {well,correct,right}",
    ),
    (
        Sense::Except,
        "but not|but for|except|except for|except that|excepting|accept|accept for|bar|barring|apart from|aside from|other than|besides|save|save for|save that|save only|minus|excluding|excl|exc|less|sans|though not|excepting only|\
         with {the,} {one,sole,only,single,two,three,four,2,3,4,few,a few,notable,} {exception,exceptions} {of,being,:,}|with the exception of|exception|the exception being|the exceptions being|exceptions|the exception|the only exception|leaving out|not including|not counting|if not for",
    ),
    (Sense::Only, "only|just|merely|no more than|solely|none but|nobody but|no one but"),
    (
        Sense::He,
        "he|she|him|her|his|hers|himself|herself|the poor {thing,lamb,man,girl,boy,soul,love}|poor {thing,lamb,soul,love,man,girl}|this one|that one|the {lad,girl,boy,young man,young woman,student}|who i|whom i",
    ),
    (
        Sense::They,
        "they|them|their|theirs|both|both of {them,these,whom}|these two|those two|those three|these three|the two|the two of them|the pair|the pair of them|the {other,} pair|either|either of them|all of whom|all three|all three of them|all four|all four of them|all five|all five of them|those four|those five|the three|the four|the lads|the girls",
    ),
    (
        Sense::Fill,
        "all along|all through|all the {time,while,way,way through}|all {hour,session,afternoon}|these|those|yes to {all,everything,both} {of that,of it,of this}|all of it|the whole of it|every word|every word of it|in every particular",
    ),
    (Sense::Fill, "{was,} {due,down,scheduled,rostered,billed,booked,chosen,asked,ready,prepared,next} to present"),
    (Sense::Fill, "{turned away,absent,late,excused,present} {is,was} {right,correct,accurate}"),
    (
        Sense::Nearly,
        "pretty much|more or less|just about|give or take|fairly|mostly|reasonably|largely|nearly|almost|not quite|practically|virtually|just short of",
    ),
    (Sense::Who, "who|whom|whose|which|that|both of whom"),
    (
        Sense::Neither,
        "neither|neither of {them,these,the two,whom,those}|none of {these,those,the three,the four,which}|not either of|nor either",
    ),
    (Sense::Former, "the former|former|the first"),
    (Sense::Latter, "the latter|latter|the second|the last named|the last"),
    (
        Sense::OtherOnes,
        "{the,} other {one,two,three,four,five,six,seven,eight,nine,ten,eleven,2,3,4,5,6,7,8,9,10,11}|the remaining {one,two,three,four,five,six,seven,eight,nine,ten,eleven,2,3,4,5,6,7,8,9,10,11}",
    ),
    (
        Sense::Same,
        "nor {was,were,did,is,has,had,could} *|neither {was,were,did,has,had,could} *|so {was,were,did,is,has,had} *|as {was,were,did,is,has,had} *|ditto|likewise|same {again,for,goes for,with,}|the same {for,goes for,with,}|as well|too|similarly|same",
    ),
    (Sense::Directs, "go down as|be put down as|go in as|be changed to|become|count as|be down as|be made|be moved to"),
    (
        Sense::Recorded,
        "{you,it,i,we,the register,the list,my note,your list,your note,my list} {have,has,had,'ve,'d,} {have,has,had,gave,give,given,put,say,says,said,wrote,marked,got,recorded,listed,noted,show,shows,gave} {*,} {is,was,} {down,} {as,as an,as a,marked,marked as,listed as,recorded as}|you {have,had,'ve,put,marked,list,recorded,'ve got,have got,had got,show,have put,have marked} *|you {list,listed,show,record,mark,put,count} {*,} {down,} as|{down,marked,recorded,listed,noted,shown,showing,registered,logged,counted,entered,put down} {as,as an,as a,as having been,as being,}|appears as|{you,it,your list,the list,the register} {write,wrote,say,says,said,state,stated,claim,think,thought,believe} {that,} * {is,was}|{stands,appears,figures,is listed,was listed} {among,amongst} the",
    ),
    (Sense::Instead, "rather than|instead of|as opposed to|in place of|from|replace|not as"),
    (Sense::Directs, "let {*,him,her} be {counted,marked,put down,recorded,shown,down,noted} {as,}"),
    (
        Sense::Directs,
        "{should,ought to,needs to,need to,must,may,can,could,to} {now,please,really,simply,just,instead,properly,rightly,in fact,} {be,have been,read,say,go,stay,appear,count,be called} {marked,down,put down,recorded,listed,noted,changed,corrected,counted,amended,entered,shown,} {to,as,in as,down as,as an,as a,}|\
         {make,mark,put,record,count,list,change,amend,correct,move,switch,set,enter,note,log,treat,show} {*,} {down,} {to,as,as an,as a,in as,}",
    ),
    (
        Sense::Measure,
        "{just,shortly,soon,right,straight,} after {we,i,the group,the session,everyone} {had,'d,have,} {started,begun,began,kicked off,got going,got started,sat down}|after we {had,'d} been going for {nearly,about,almost,over,} %|\
         {just,shortly,right,} before {we,the group,the session} {had,'d,} {finished,ended,closed,stopped,wound up}|half the {time,session,hour,meeting} {had,was} {passed,gone,over}|{when,while,as} we were {halfway,half way,part way,midway,well} {through,in,into it,under way}|\
         {with,after} {a,some,a little,a slight,considerable} delay {of {a few minutes,%},}|from the middle {of the {session,hour,meeting,group},}",
    ),
    (
        Sense::Because,
        "because|cos|coz|because of|due to|owing to|on account of|thanks to|as {he,she,they,we}|since {he,she,they,i}|so {he,she,they} {was,were,is,could,had}|for {he,she,they} {was,were,is,had}|with|having|after|being|reason being|on grounds of|in view of|in light of|given",
    ),
    (Sense::Prep, "for|at|on|to|in|into|onto|by|over|up"),
    (Sense::Yes, "yes {to,for}|yes|yep|yup|yeah|yea|aye"),
    (Sense::No, "no {to,for}|no|nope|nah|without"),
    (
        Sense::Leave,
        "left|leave|leaves|leaving|went|go|goes|departed|dashed|nipped|disappeared|headed|headed off|shot|scooted|slipped|popped|ducked|ran|called|withdrew|exited",
    ),
    (
        Sense::WeHad,
        "{we,i} {had,got,saw,counted,welcomed,have,'d,was joined by,were joined by,was with,were with} {with {us,me},in the room,}|{was,were} joined by|there {was,were,are}|in attendance were|with us were|my company was",
    ),
    (
        Sense::Unsure,
        "not {sure,certain,clear,positive} {if,whether,about,that,of,who}|{i,we,} do not know about|unsure {if,whether,about}|whether|{do not,can not,could not,did not} {remember,recall,say,tell,vouch,be sure,swear,know} {if,whether,for,about,who,that}|{not,cannot} {remember,recall}|i {forget,have a blank,got a blank,'ve got a blank,have got a blank} {for,about,on}|a blank for|blank|i can not tell you|can not tell you|{missed,not catch,did not catch,did not see} {if,whether}",
    ),
    (
        Sense::ToCome,
        "will be|will not be|going to be|{is,are} not going to|will not|can not|may not|might not|next {time,week,session,one,tuesday,friday,month}|tomorrow|from now on|shall be|shall not|will|shall",
    ),
    (
        Sense::Elsewhere,
        "last {time,week,session,month,tuesday,friday,one,term} {'s,}|previously|the {time,one,week,session} before|before christmas|{her,his,my,our,your,the,that} other group|other group|the {monday,tuesday,wednesday,thursday,friday} {group,lot}|my {monday,tuesday,wednesday,thursday,friday} {group,lot}|in supervision|in clinic|the other week",
    ),
    (
        Sense::Chat,
        "{come,came,comes} to {me,my,see me,find me,tell me,see us,find us}|{come,came,comes} in {looking,wearing,in tears}|{sat,sit,sits,sitting} in on|in with {red,tears}|sat {right,} next to|what {a,an}|and what {a,an}|such a|presented|presenting|presentation|presenter|case|cases|presenting|talked about|spoke about|talking about|told us {about,of,a,how}|discussed|discussion|conversation|brought|brings|patient|patients|a man|a woman|a lady|story|shared|cried|laughed|argued|baked|made us|asleep|quiet|chatty|brilliant|excellent|superb|thoughtful|moving|engaged|lively|funny|wonderful|lovely case|on top form",
    ),
    (
        Sense::Me,
        "i|we|me|us|you|it|this|myself|{i,we} {have,'ve,had,'d} {asked,consulted,checked with,spoken to,spoken with} #|the {room,session,group,discussion,atmosphere,cleaner,porter,heating,projector,kettle,door,fire alarm,lights,secretary,receptionist,biscuits,cake,tea,coffee}|someone|somebody|my {patient,registrar,secretary,colleague,sho,consultant}|a {patient,colleague,visitor,visiting student,porter}|one of",
    ),
    (Sense::But, "but|though|although|however|while|whereas|yet"),
    (Sense::Aux, "was|were|is|are|'s|'re|'d|did|does|do|has|had|have|could|would|'ve|be|been|being|can|'m|am"),
    (
        Sense::Article,
        "the|from|of|our|my|a|an|dear|poor|old|young|messrs|mr|ms|miss|mrs|monsieur|madame|mademoiselle|herr|frau|misses|mmes|mesdames|sorry|your",
    ),
    (Sense::Link, "and|n|plus|then|or|nor|as well as|and also|together with|along with|finally|also"),
    (
        Sense::Half,
        "half of them|half the group|only half|some|some of them|several|a few|most|most of them|a couple|a handful|many|about half|a third|two thirds",
    ),
];
