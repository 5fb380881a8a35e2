# Answers the questions that one oracle script is asked: the script is compiled once, and each question gets a forked process
# with the standard streams, arguments and modules of a fresh start. Requests on standard input, answers on standard output:
#   request  length of the lemma's name (4 bytes, big endian), name, length of the input, input
#   answer   exit status (4 bytes), length of the output, output
# The modules of the standard library that the script imports at its top are imported once, before forking.
import ast, atexit, importlib, os, struct, sys, traceback, types

path = sys.argv[1]
if sys.version_info < (3, 10) or not hasattr(os, "fork") or not hasattr(os, "memfd_create"):
    sys.exit("not supported")
requests, answers = os.dup(0), os.dup(1)
nothing = os.open(os.devnull, os.O_RDWR)
os.dup2(nothing, 0)
os.dup2(nothing, 1)
with open(path, "rb") as f:
    source = f.read()
tree = ast.parse(source, path)
code = compile(source, path, "exec", dont_inherit=True)
for statement in tree.body:
    names = []
    if isinstance(statement, ast.Import):
        names = [a.name for a in statement.names]
    elif isinstance(statement, ast.ImportFrom) and statement.level == 0:
        names = [statement.module]
    for name in names:
        if name.split(".")[0] in sys.stdlib_module_names:
            importlib.import_module(name)


def receive(n):
    parts = []
    while n > 0:
        part = os.read(requests, n)
        if not part:
            os._exit(0)
        parts.append(part)
        n -= len(part)
    return b"".join(parts)


def send(data):
    while data:
        data = data[os.write(answers, data):]


def run(lemma, stdin, stdout):
    os.dup2(stdin, 0)
    os.dup2(stdout, 1)
    for fd in (requests, answers, nothing, stdin, stdout):
        os.close(fd)
    sys.argv = [path, lemma]
    sys.path[0] = os.path.dirname(os.path.realpath(path))
    main = types.ModuleType("__main__")
    main.__file__ = os.path.abspath(path)
    main.__builtins__ = __builtins__
    sys.modules["__main__"] = main
    status = 0
    try:
        exec(code, main.__dict__)
    except SystemExit as e:
        if e.code is None:
            status = 0
        elif isinstance(e.code, int):
            status = e.code & 255
        else:
            print(e.code, file=sys.stderr)
            status = 1
    except BaseException:
        traceback.print_exc()
        status = 1
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        status = status or 120
    try:
        sys.stderr.flush()
    except (OSError, ValueError):
        pass
    os._exit(status)


send(b"troop1")
while True:
    lemma = receive(struct.unpack(">I", receive(4))[0])
    question = receive(struct.unpack(">I", receive(4))[0])
    stdin, stdout = os.memfd_create("stdin"), os.memfd_create("stdout")
    with os.fdopen(os.dup(stdin), "wb") as f:
        f.write(question)
    os.lseek(stdin, 0, os.SEEK_SET)
    pid = os.fork()
    if pid == 0:
        run(os.fsdecode(lemma), stdin, stdout)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    size = os.fstat(stdout).st_size
    os.lseek(stdout, 0, os.SEEK_SET)
    with os.fdopen(stdout, "rb") as f:
        answer = f.read(size)
    os.close(stdin)
    send(struct.pack(">iI", status if status >= 0 else 128 - status, len(answer)) + answer)
