"""The economy domain: what figures an article gives, of which series and period, and the fiscal years they add up to.

From the article to observations (`extract`, the front door), each step reading what those before it found:

- whose economy it is on (`countries`, `publishers`, `abroad`), what a sentence holds (`sentences`): money (`money`, `compounds`,
  `apart`, `bareamounts`, `indollars`, `misread`), names (`indicators`, `trade`, `epithets`), cue words (`cues`, `wordlists`), periods (`periods`, with
  `fiscalyears`, `months`, `pieces`, `periodwords`, `periodphrases`, `periodjoins`, `throughdays`, `yearends`,
  `yearparts`, `ordinals`, `spanlists`, `runs`; `period`, `calendars`);
- what the figures of a sentence do (`roles`, `thresholds`, `steps`, `directions`, `fronting`), what the numbers say (`arithmetic`, `reckoning`);
- what they are of (`linking` goes through a sentence: `subjects`, `naming`, `traded`, `sides`, `binding`, `amounts`, `changes`,
  `comparisons`, `paces`, `statement`), when (`timing`, `neighbours`, `resolving`, `ahead`, `basepairs`, `lastyears`, `together`, `wholes`, `rolling`,
  `fullyears`, `undated`), with whom
  (`partners`, `onepartner`, `pointers`, `grouped`, `recipients`, `lists`, `dealing`, `regions`, `parts`, `partsof`), how it
  is meant (`intent`, `expected`, `guesses`, `aims`, `movedaims`, `lifts`), who says it (`sources`);
  `thread` is what the article has said so far, `figures` what comes of it;
- kinds of their own: rates (`rates` and the modules that begin with `rate`, `policyrates`, `policydays`, `growthrates`, `adjuncts`),
  levels on a day (`stocks`, `stockdays`, `daywords`, `debtgrowth`, `retold`), loans (`financing`, `lending`, `givers`, `takers`,
  `standing`), taxes (`taxes`), exchange rates (`exchange`, `currencies`,
  `quotes`, `tradedays`);
- the whole article: one claim told twice (`merging`), changes that find their level (`recalling`, `audit`), parts and wholes
  (`shares`); how much it is economic news at all (`score`, `telling`).

From observations to the fiscal-year tables (`fold`): what is said (`said`, `cells`), what of it to believe (`credence`, `checks`,
`disputes`, `revisions`), flows by interval arithmetic (`flows`, `bounds`), stocks and rates (`levels`), `rows` and `history`.

Words and rules are data, in `data/`; each file says above its lists what they are for.
"""
