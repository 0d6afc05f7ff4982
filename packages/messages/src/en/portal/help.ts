/** Questions and answers, and what to do when something fails. */
export const help = {
  title: "Help",
  lead: "Short answers. If something went wrong, begin with the second part.",
  questions: {
    title: "Questions",
    what: {
      question: "What is the padlock, and what is the key?",
      answer:
        "The open padlock is handed out: whoever has it can lock a box with it, and do nothing else. The key stays with you and is the only thing that opens that box. So the padlock may travel by mail or chat.",
    },
    server: {
      question: "Does what I type reach a server?",
      answer:
        "No. Keys are made, boxes are locked and opened in your browser. The server hands out this page and, if you ask by a link, keeps the locked box until you collect it; it cannot open it. You can disconnect from the network and go on using the tools.",
    },
    trust: {
      question: "Whom do I trust, then?",
      answer:
        "Your computer, and whoever serves this page: it brings the code that locks and opens. If much is at stake, use the command pct, which is installed once and does not change without your knowing.",
    },
    link: {
      question: "What if somebody else sees my link?",
      answer:
        "They can send you something, but read nothing: the link carries your open padlock, and the key does not leave your browser. Looking at it does not use it up. If somebody answers first, the person who was going to send the credential sees that there is an answer already, and will tell you.",
    },
    words: {
      question: "What are the six words for?",
      answer:
        "Somebody who controls your mail could put a padlock of their own in place of yours. The six words are made from the padlock, or from the link: if the sender reads out to you by phone the ones that you see, it is yours. Compare them when the padlock travelled where others can touch it.",
    },
    sender: {
      question: "How do I know who sent me the credential?",
      answer:
        "Neither the padlock nor the link says: anybody who has them can lock a box for you. Confirm by another channel that you expected it before you use it.",
    },
    keep: {
      question: "Do I keep the key in the browser or in a file?",
      answer:
        "In the browser it is easier and nobody can copy it, but it is lost if you clear its data. The file works on another computer and with the command pct; protect it with a passphrase. You can do both.",
    },
    cli: {
      question: "Can it be mixed with the command line?",
      answer:
        "Yes. The files are the same: what is locked here opens with pct decrypt, and the other way round. age opens it, too.",
    },
    offline: {
      question: "Does it work without a network?",
      answer: "Yes, after the first visit. The browser's menu lets you install it as an app.",
    },
  },
  failures: {
    title: "When something fails",
    other: {
      question: "“It was locked with another padlock”",
      answer:
        "That box was locked for another key. Nothing was lost. See whether you have the key in another browser or in a file private_key.pem; if not, send your padlock again and ask them to lock it once more.",
    },
    wrongBrowser: {
      question: "I opened my request on another computer, and it is not there",
      answer:
        "The key of a request is only in the browser that made it. Go back to that one, with the same profile and in a normal window. If you no longer have it, tell the person who was going to send, and ask again.",
    },
    expired: {
      question: "The link has expired",
      answer:
        "There is nothing left to collect: when it expires, the server erases the box. Make another request, with more time, and send the new link.",
    },
    lostKey: {
      question: "I lost the key, or cleared the browser's data",
      answer:
        "Without the key nobody can open what was locked for it, and neither can we. Make another padlock and ask for the credential again.",
    },
    passphrase: {
      question: "I do not remember the passphrase of my key",
      answer:
        "There is no way to get it back. Try the ones you usually use, minding capitals and accents; trying does the file no harm. If it does not turn up, make another padlock.",
    },
    damaged: {
      question: "The file arrived damaged",
      answer:
        "Some program cut it or changed it. Ask them to send it again, as an attachment and not pasted into a message.",
    },
    notMine: {
      question: "The six words are not the same",
      answer:
        "First make sure that both of you read the same language. If they still differ, send nothing: somebody may have swapped the padlock. Tell the person who gave it to you, by phone.",
    },
    sentWrong: {
      question: "I sent a credential to the wrong person",
      answer:
        "Change it at its service right now, as if it had been stolen. Deleting the message is not enough.",
    },
    browser: {
      question: "The page says that this browser will not do",
      answer:
        "Open the address that begins with https://, in a normal window (not a private one), with an up-to-date browser. On a company's computer, ask whoever administers it.",
    },
  },
  more: {
    title: "Keep looking",
    receive: "Receive a credential",
    send: "Send a credential",
    mfa: "Turn on two-step verification",
  },
} as const;
