"""The rules. A new one brings its reason and its good and bad lines; `tests/meta` runs them."""

from __future__ import annotations

from dev.lint.rule import Rule

MODEL_FILES = r"src/congvan/(node|hub)/\w+/(models|actions|steps|queries|migrations)(/\w+)?\.py"
PRODUCTS = ("src/congvan/node/", "src/congvan/hub/")

RULES = (
    Rule(
        code="clock",
        why="Legal time is injected as `at`: a clock read elsewhere makes a rule of law untestable (§6.7).",
        pattern=r"\b(datetime|timezone|date|dt)\.(now|today|utcnow)\(|\btime\.time\(",
        bad=("at = timezone.now()", "born = datetime.now(ZONE)", "if date.today() > due:", "t = time.time()"),
        good=("at = clock.now()", "deadline = time.monotonic() + 5", "registered_at = at"),
        allowed={
            r"src/congvan/base/clock\.py": "the one place that reads it",
            r"src/congvan/sites/realtime\.py": "the machine's time for logs and commands, never for law",
            r"src/congvan/base/files/store\.py": "the age of stray files is real time, like the disk's own",
            r"src/congvan/node/outbox/hub_client\.py": "request tokens live on real time, as TLS does (§6.7)",
            r"src/congvan/hub/api/.*": "request tokens live on real time, as TLS does (§6.7)",
        },
    ),
    Rule(
        code="tables",
        why="Rows are touched in a package's verbs and reads; anything else goes around rights and audit.",
        pattern=r"\.objects\.|\.save\(|\.bulk_create\(|\.delete\(\)",
        bad=("Incoming.objects.get(id=id)", "incoming.save()", "rows.delete()"),
        good=("queries.get_visible(actor, id)", "actions.register(by=by, at=at, incoming=incoming)"),
        inside=PRODUCTS,
        allowed={
            MODEL_FILES: "the package's own tables, verbs, parts of verbs and reads",
            r"src/congvan/node/agencies/people\.py": "reads only: who acts, before there is an actor to ask",
            r"src/congvan/node/reports/\w+\.py": "reads only, over all packages, for the screens (ADR 0010)",
            r"src/congvan/node/(documents/glances|outbox/tracking|outgoing/(issuing|readiness))\.py": (
                "reads only: frozen values for the screens (ADR 0010)"
            ),
            r"src/congvan/node/outbox/jobs\.py": "claims and attempts of delivery: nobody's act (ADR 0008)",
            r"src/congvan/hub/members/tokens\.py": "used request tokens: nobody's act",
        },
    ),
    Rule(
        code="profile",
        why="Law is data: a difference between rule sets is a value in law/rules, never a branch (§1.6).",
        pattern=r"\b(if|elif|match|while)\b.*\bprofile\b\s*(==|!=|in\b|:)|\bprofile(\.\w+)?\s*(==|!=)",
        bad=('if profile == "phu-yen-2018":', 'elif rules.profile != "x":', "match profile:"),
        good=("rules = resolve(profile, on)", "place = SEAL_PLACES[rules.signing.seal_place]"),
    ),
    Rule(
        code="print",
        why="What a server prints is lost or garbles its log; log it, or write to a stream in a command.",
        pattern=r"(?<![\w.])print\(",
        bad=('print("ok")', "    print(number)"),
        good=('sys.stdout.write("ok\\n")', "blueprint(number)", "self.print(number)"),
        allowed={r"src/congvan/sites/(cli|demo)/.*": "commands speak to a person"},
    ),
    Rule(
        code="bare-except",
        why="It swallows Ctrl-C and programmer errors alike; name what is expected, let the rest be a bug.",
        pattern=r"\bexcept\s*:|\bexcept\s+(Base)?Exception\b.*:\s*pass\b",
        bad=("except:", "except Exception: pass"),
        good=("except OSError:", "except PacketError as error:"),
        inside=("src/", "tests/", "dev/"),
        allowed={r"dev/lint/rules\.py": "its own examples"},
    ),
    Rule(
        code="naked-ignore",
        why="An ignore without a code hides every later error on its line.",
        pattern=r"#\s*type:\s*ignore(?!\[)|#\s*noqa(?!:)",
        bad=("x = f()  # type: ignore", "import x  # noqa"),
        good=("x = f()  # type: ignore[no-any-return]", "import x  # noqa: F401 - re-exported"),
        inside=("src/", "tests/", "dev/"),
        allowed={r"dev/lint/rules\.py": "its own examples"},
    ),
    Rule(
        code="naked-todo",
        why="A wish without an issue is never met: open the issue and write its number.",
        pattern=r"\b(TODO|FIXME|XXX|HACK)\b(?!\s*\(?#\d+)",
        bad=("x = 1  # TODO later", "y = 2  # FIXME"),
        good=("x = 1  # TODO #41: the second form", "todo = 1"),
        inside=("src/", "tests/", "dev/"),
        allowed={r"dev/lint/rules\.py": "its own examples"},
    ),
    Rule(
        code="signals",
        why="A signal hides an effect from whoever reads the verb (§1.5).",
        pattern=r"@receiver\(|\b(pre|post)_(save|delete|init)\b",
        bad=("@receiver(post_save)", "post_save.connect(f)"),
        good=("receiver_code = header.to", "def receive():"),
        inside=("src/congvan/",),
    ),
)
