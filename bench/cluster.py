"""Processes of a cluster for the scripts of this folder: coordinators, workers, and a PostgreSQL server of one's own."""
import os, pathlib, re, shutil, signal, socket, subprocess, sys, threading, time

HOME = pathlib.Path(__file__).resolve().parent.parent
TROOP = str(HOME / 'troop')


def end_in_order(number, frame):
    """A signal that ends the script ends it through its finally clauses, which stop what it started."""
    for s in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(s, signal.SIG_IGN)
    sys.exit(128 + number)


if threading.current_thread() is threading.main_thread():
    for s in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(s, end_in_order)


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def environment(heap='700m', **more):
    return dict(os.environ, TROOP_BUILD='never', TROOP_HEAP=os.environ.get('TROOP_HEAP', heap), **more)


def run(*args, timeout=600, prefix=(), **more):
    """A command of troop, waited for."""
    return subprocess.run([*prefix, TROOP, *map(str, args)], env=environment(**more), text=True, capture_output=True,
                          timeout=timeout)


def long_proof(width, depth, file):
    """Writes a theory with a long proof; returns its number of steps."""
    text = subprocess.run([str(HOME / 'bench/long-proof'), str(width), str(depth)], check=True, text=True,
                          capture_output=True).stdout
    pathlib.Path(file).write_text(text)
    return int(re.search(r'expected: verified \((\d+) steps\)', text)[1])


class Supervised:
    """A process with a log, which is started again when it has ended, as a supervisor would."""

    def __init__(self, name, command, directory, **more):
        self.name = name
        self.command = [str(c) for c in command]
        self.log = open(pathlib.Path(directory) / f'{name}.log', 'ab')
        self.environment = environment(**more)
        self.ends = 0
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=self.log, stderr=self.log,
                                        stdin=subprocess.DEVNULL, start_new_session=True)

    def tend(self):
        """Starts it again if it has ended by itself."""
        if self.process.poll() is not None:
            self.ends += 1
            self.start()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


class Postgres:
    """A PostgreSQL server of Debian's package with an empty database, in a directory of its own."""

    @staticmethod
    def binaries():
        """Null if this machine has none."""
        found = sorted(pathlib.Path('/usr/lib/postgresql').glob('*/bin/initdb'), key=lambda p: int(p.parts[-3]))
        return found[-1].parent if found else None

    def __init__(self, directory, host='127.0.0.1', prefix=()):
        self.bin = Postgres.binaries()
        self.prefix = list(prefix)
        self.host = host
        self.port = free_port()
        self.kills = 0
        self.data = pathlib.Path(directory) / 'postgres'
        self.data.mkdir()
        if os.getuid() == 0:
            for d in (pathlib.Path(directory), self.data):
                d.chmod(0o755)
            shutil.chown(self.data, 'postgres')
        self.command('initdb', '-D', self.data / 'db', '-A', 'trust', '-U', 'troop', '--no-sync', '-E', 'UTF8')
        with open(self.data / 'db/pg_hba.conf', 'a') as f:
            f.write('host all all 0.0.0.0/0 trust\n')
        self.start()

    @property
    def url(self):
        return f'jdbc:postgresql://{self.host}:{self.port}/postgres?user=troop&connectTimeout=2&socketTimeout=10'

    def command(self, program, *args):
        # PostgreSQL refuses to run as root.
        user = ['runuser', '-u', 'postgres', '--'] if os.getuid() == 0 else []
        subprocess.run([*self.prefix, *user, str(self.bin / program), *map(str, args)], check=True, cwd='/tmp',
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)

    def start(self):
        # fsync stays on: what is lost with the server's processes must be nothing that was confirmed.
        self.command('pg_ctl', '-D', self.data / 'db', '-l', self.data / 'log', '-w', '-t', '60', '-o',
                     f'-p {self.port} -k {self.data} -c listen_addresses={self.host}', 'start')

    def kill(self):
        """The immediate stop: no checkpoint, as in a crash."""
        self.kills += 1
        self.command('pg_ctl', '-D', self.data / 'db', '-m', 'immediate', 'stop')

    def query(self, sql):
        # Inside its network, where it has one.
        out = subprocess.run([*self.prefix, str(self.bin / 'psql'), '-h', self.host, '-p', str(self.port), '-U', 'troop',
                              '-d', 'postgres', '-At', '-c', sql], check=True, text=True, capture_output=True, timeout=60)
        return [tuple(line.split('|')) for line in out.stdout.splitlines()]

    def close(self):
        subprocess.run([*self.prefix, *(['runuser', '-u', 'postgres', '--'] if os.getuid() == 0 else []),
                        str(self.bin / 'pg_ctl'), '-D', str(self.data / 'db'), '-m', 'immediate', 'stop'], cwd='/tmp',
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)


STAMP = re.compile(r'(\d{4}-\d\d-\d\dT(\d\d):(\d\d):(\d\d)\.(\d{3})) DEBUG \w+: (begins|merged) unit (\d+) of (\S+)')


def begun_after_merge(directory):
    """(begun, merged, again): units that workers began, units with a merge, and those that a worker began after their merge
    was durable. Read from the logs (TROOP_LOG=debug) of processes on one machine, whose clock is one."""
    begins, merged = [], {}
    for file in pathlib.Path(directory).glob('*.log'):
        for line in file.read_text(errors='replace').splitlines():
            m = STAMP.match(line)
            if not m:
                continue
            at = m[1]
            unit = (m[8], int(m[7]))
            if m[6] == 'begins':
                begins.append((at, unit))
            else:
                merged[unit] = min(at, merged.get(unit, at))
    again = [u for at, u in begins if u in merged and at > merged[u]]
    return len(begins), len(merged), again
