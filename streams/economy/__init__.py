"""The economy domain: what figures an article gives, of which series and period, and the fiscal years they add up to.

From the article to observations (`extract`, the front door), each step reading what those before it found:

- what a sentence holds (`sentences`): money (`money`), names (`indicators`, `trade`), countries (`countries`), cue words
  (`cues`), periods (`periods`, with `fiscalyears`, `months`, `pieces`, `periodphrases`, `periodjoins`);
- what the figures of a sentence do (`roles`, `thresholds`, `steps`, `directions`), what the numbers say (`arithmetic`);
- what they are of (`linking` goes through a sentence: `subjects`, `naming`, `binding`, `amounts`, `changes`), when
  (`timing`, `neighbours`, `resolving`, `ahead`), with whom (`partners`, `lists`), how it is meant (`intent`); `thread` is what the
  article has said so far;
- kinds of their own: rates (`rates` and the modules that begin with `rate`, `policyrates`), levels on a day (`stocks`,
  `stockdays`, `retold`), loans (`financing`, `lending`), exchange rates (`exchange`, `tradedays`);
- the whole article: one claim told twice (`merging`), changes that find their level (`recalling`, `audit`), parts and wholes
  (`shares`).

From observations to the fiscal-year tables (`fold`): what is said (`said`, `cells`), what of it to believe (`credence`, `checks`,
`disputes`, `revisions`), flows by interval arithmetic (`flows`, `bounds`), stocks and rates (`levels`), `rows` and `history`.

Words and rules are data, in `data/`; each file says above its lists what they are for.
"""
