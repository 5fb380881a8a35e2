package org.troop.cli;

/** The help text of the drop-in. */
final class Usage {
    static final String TEXT = """
            usage: tamarin-prover [FLAGS] FILES
                   tamarin-prover test
                   tamarin-prover variants [-O=DIR]

            Analyses theories and prints them with proofs, then a summary.

              --prove[=LEMMA]           prove all lemmas, the named one, or with a trailing star those with the prefix
              --lemma[=LEMMA]           select lemmas without switching proving on
              --stop-on-trace[=METHOD]  dfs (default), bfs, seqdfs or none; Troop's own: sorry
              -b --bound[=N]            bound the depth of proofs (5 when bare)
              --heuristic[=RANKINGS]    goal rankings, used in turn by depth: letters of s S c C i I p P o O
              --oraclename=FILE         the script behind o and O of --heuristic
              -D --defines[=NAME]       define a preprocessor flag
              -c --open-chains[=N]      limit of chains solved in the precomputation of sources (10)
              -s --saturation[=N]       limit of saturation rounds of sources (5)
              --auto-sources            generate a sources lemma if partial deconstructions remain
              -d --derivcheck-timeout[=N] seconds for message derivation checks (5; 0: none)
              --quit-on-warning         stop if the wellformedness report is not empty
              --partial-evaluation[=STYLE] specialise rules to reachable facts: summary or verbose
              --threads[=N]             threads that prove at the same time (default: all cores)
              --parse-only              print the theory as it was read (with --diff, too)
              --precompute-only         print statistics of the sources
              -o --output=FILE          write the theory to FILE
              -O --Output=DIR           write the theory to DIR/NAME_analyzed.spthy
              -m --output-module=MODULE print the theory instead of proofs: spthy, spthytyped or msr
              --output-dot=FILE, --od   write the traces found as Graphviz graphs to FILE
              --output-json=FILE, --oj  write the traces found as JSON graphs to FILE
              -V --version, -? --help

            Accepted without effect: -v --verbose, --quiet, --no-compress, --no-reuse, --no-restrictions,
            --replication-bound, --with-maude, --with-dot, --with-json, +RTS ... -RTS.

            Troop's own, to be written in full:

              --timeout=TIME, --max-memory=SIZE, --max-steps=N   limits per lemma: 90s, 15m; 500M, 4G
              --resume=FILE             go on from the partial proofs of an interrupted run
              --oracle-timeout=SECONDS, --oracle-only, --oracle-restart, --no-oracles

            Exit codes: 0 done (whatever the verdicts), 1 bad input or command line, 2 internal error,
            4 the theory or a flag needs something that is not supported yet, 130 interrupted.
            """;

    private Usage() {}
}
