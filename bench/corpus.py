"""The corpus of theories with known answers, as the scripts of this folder read it: runs, reference outputs, times.

A run is a theory and the flags of the drop-in; expected.tsv has a line per lemma of it. Where the corpus is missing
(it is not part of the project) the scripts say so and end with status 0: there is nothing to compare with.
"""
import csv, os, re, signal, subprocess, sys, tempfile, threading, time
from collections import Counter, namedtuple

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..', 'shared', 'corpus')
DROP_IN = os.path.join(HERE, '..', 'bin', 'tamarin-prover')

# lemmas: (side, name) -> (verdict, steps)
Run = namedtuple('Run', 'tier theory flags lemmas')


def require(root):
    if not os.path.isfile(os.path.join(root, 'expected.tsv')):
        print(f'skipped: there is no corpus at {os.path.normpath(root)} (--corpus names another place)')
        sys.exit(0)


def options(parser):
    parser.add_argument('--tier', help='only these tiers, comma-separated: free, ac, sapic, diff, accountability')
    parser.add_argument('--only', help='only theories whose path contains this')
    parser.add_argument('--without', help='leave out runs whose flags contain this')
    parser.add_argument('--timeout', type=float, default=120, help='seconds for each run (default: 120)')
    parser.add_argument('--corpus', default=ROOT, help='folder with expected.tsv, theories/ and proofs/')


def rows(root, name):
    with open(os.path.join(root, name), encoding='utf8') as f:
        return list(csv.DictReader(f, delimiter='\t'))


def runs(args):
    found = {}
    for r in rows(args.corpus, 'expected.tsv'):
        if args.tier and r['tier'] not in args.tier.split(','):
            continue
        if args.only and args.only not in r['theory']:
            continue
        if args.without and args.without in r['flags']:
            continue
        run = found.setdefault((r['theory'], r['flags']), Run(r['tier'], r['theory'], r['flags'], {}))
        run.lemmas[r['side'], r['lemma']] = (r['verdict'], int(r['steps']))
    return list(found.values())


def reference_file(root, run):
    flags = run.flags.split()
    suffix = ''
    if '--auto-sources' in flags:
        suffix = '-auto-sources'
    elif '--diff' in flags:
        proves = [f for f in flags if f.startswith('--prove')]
        suffix = '-diff' if '--prove' in proves else '-diff-obseqonly' if proves else '-diff-noprove'
    return os.path.join(root, 'proofs', run.theory.removesuffix('.spthy') + '_analyzed' + suffix + '.spthy')


# seconds: wall and of all processors; rss: peak in MiB; status: exit status, None when out of time
Outcome = namedtuple('Outcome', 'out err wall cpu rss status')


def call(command, run, args, env=None):
    """Runs the drop-in in the theories' folder and measures that one process (and its children that it waited for)."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = subprocess.Popen(
            command + run.flags.split() + [run.theory], cwd=os.path.join(args.corpus, 'theories'),
            stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=env, start_new_session=True)
        late = threading.Event()

        def stop():
            late.set()
            os.killpg(child.pid, signal.SIGKILL)

        timer = threading.Timer(args.timeout, stop)
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        timer.cancel()
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Outcome(
            out.read().decode('utf8', 'replace'), err.read().decode('utf8', 'replace'), wall,
            usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, None if late.is_set() else child.returncode)


def command(words):
    """The drop-in's command line: a path is taken relative to where the script was called from."""
    words = list(words) or [os.path.normpath(DROP_IN)]
    if os.sep in words[0]:
        words[0] = os.path.abspath(words[0])
    return words


ANSWER = re.compile(
    r'^\s*(?:(LHS|RHS|DiffLemma)\s*:\s*)?(\S+)\s*(?:\((?:all-traces|exists-trace)\))?\s*:\s*'
    r'(verified|falsified - found trace|falsified - no trace found|analysis incomplete)\s*\((\d+) steps\)\s*$', re.M)
SAME, STEPS, OTHER, MISSING = 'same', 'other steps', 'other verdict', 'no answer'


def answers(out):
    """What the summary says: (side, lemma) -> (verdict, steps)."""
    start = out.rfind('summary of summaries')
    found = ANSWER.findall(out[start:]) if start >= 0 else []
    return {(side or '-', lemma): (verdict, int(steps)) for side, lemma, verdict, steps in found}


def judge(run, out):
    """How often each of SAME, STEPS, OTHER and MISSING holds for the run's lemmas, and a line for each that is not SAME."""
    got, counts, notes = answers(out), Counter(), []
    for (side, lemma), want in run.lemmas.items():
        has = got.get((side, lemma))
        kind = (MISSING if has is None else OTHER if has[0] != want[0] else SAME if has[1] == want[1] else STEPS)
        counts[kind] += 1
        if kind != SAME:
            said = 'no answer' if has is None else f'{has[0]} ({has[1]} steps)'
            notes.append(f'    {lemma if side == "-" else side + " " + lemma}: {said}, not {want[0]} ({want[1]} steps)')
    return counts, notes


def tally(counts):
    return ', '.join(f'{counts[kind]} {kind}' for kind in (SAME, STEPS, OTHER, MISSING) if counts[kind] or kind == SAME)
