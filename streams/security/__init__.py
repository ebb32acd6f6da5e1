"""The security domain: who did what to whom, where and when, and the incidents behind the articles.

From the article to attacks, operations and statements (`extract`, the front door), each step reading what those before it found:

- what a sentence holds (`scan`, with the lexicons of `words`): people counted (`people`, `persons`), what happened to them (`tolls`,
  `tally`, `tollmarks`, `harms`), places (`spots`, `capitals`), days (`eventdays`), words of attacks that tell of none (`fights`, `sums`)
  and of operations (`actions`);
- the stretches that tell of one event each (`clauses`, `clause`), gathered by event (`frames`, `frame`, `matching`, `agreeing`);
- events: `attacks` with its slots (`choose`, `targets`, `perpetrators` by the links of `linking` and the `states`), `operations` and those
  told beside an attack (`aftermath`), `statements` (`reading`, `reported`, `claims`, `demands`; who speaks: `speaking`, `subjects`,
  `phrases`, `phrase`, `leaders`, `parties`, `anaphors`; to whom: `addressees`; `utterance` one of them); how much it is news of security
  at all (`score`).

From events to incidents (`fold`, `country` for each): which reports are one (`resolution`: `profiles`, `clusters`, `sharp`, `vague`,
`shelves`), what follows which (`links`), ids (`naming`), rows (`incidents`, with the tolls of `estimates`) and `months`.

Words and rules are data, in `data/`.
"""
