"""The security domain: who did what to whom, where and when, and the incidents behind the articles.

From the article to attacks, operations and statements (`extract`, the front door), each step reading what those before it found:

- what a sentence holds (`scan`, with the lexicons of `words`): people counted (`people`, `persons`, `nouns`, `strangers`, `beside`,
  `fallen`, `captivity`, `taking`), what happened to them (`tolls`, `tally`, `tollmarks`, `harms`, `toldapart`), places (`spots`,
  `capitals`, `asides`, `guessed`, `nearby`, `passing`), days (`eventdays`, `dayofrites`), words of attacks that tell of none (`fights`,
  `crimes`, `sums`, `verdicts`) and of operations (`actions`, `felling`, `launches`);
- the stretches that tell of one event each (`clauses`, `clause`, `neighbours`, `bytown`), gathered by event (`frames`, `frame`,
  `matching`, `agreeing`, `numbered`, `separate`, `onward`, `looking`, `reactions`);
- events: `attacks` with its slots (`choose`, `kinds`, `targets`, `perpetrators` by the links of `linking`, what `general` words take
  back, and the `states`), `operations` and those told beside an attack (`aftermath`), `statements` (`reading`, `reported`, `claims`,
  `voiced`, `denials`, `demands`; who speaks: `speaking`, `subjects`, `tellers`, `spokesmen`, `quotations`, `phrases`, `phrase`,
  `leaders`, `parties`, `anaphors`; to whom: `addressees`; `utterance` one of them); how much it is news of security at all (`score`).

From events to incidents (`fold`, `country` for each): which reports are one (`resolution`: `profiles`, `clusters`, `sharp`, `vague`,
`shelves`), what follows which (`links`), ids (`naming`), rows (`incidents`, with the tolls of `estimates`) and `months`.

Words and rules are data, in `data/`.
"""
