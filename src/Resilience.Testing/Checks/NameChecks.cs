using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>Names are any text, and no two are the same run.</summary>
internal static class NameChecks
{
    private static readonly string[] _hostile =
    [
        "a", "A", "a.", "a ", " a", "..", ".", "../..", "/", "/etc/passwd", "\\", "C:\\x", "con", "CON", "nul", "com1", "COM1.txt", "aux",
        "é", "e\u0301", "É", "\uFB01", "fi", "ß", "ss", "İ", "i", "I", "ı", "\0", "\n", "\u202E", "🙂", "-rf", "--", "~", "~a~", "=41",
        "+a", "%2e%2e", "%", "_", "owner.lock", "corrupt", "00000001.ckpt", ".hidden", "*", "?", "a:b", "a|b", "\"", "'", "''", "';--",
        "$HOME", "`x`", "日本", "\u212A", "K", "k", "null", "NULL", "0", "00", "0x0", "a\tb", "a\u00A0b", "\uFFFD", "\uFEFFa",
    ];

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(Names_that_look_alike_are_different_runs_and_all_are_listed),
        Check(The_longest_names_are_told_apart_by_their_last_character),
        Check(Pipeline_and_run_id_do_not_run_into_each_other),
        Check(Names_of_any_characters_have_runs_of_their_own),
    ];

    private static async Task Names_that_look_alike_are_different_runs_and_all_are_listed(CheckContext context)
    {
        await ApartAsync(
            context,
            [.. _hostile.Select(static name => new RunKey("p", name)), .. _hostile.Select(static name => new RunKey(name, "r"))]);
        context.Set("the runs of the pipeline ..", [new RunKey("..", "r")], await context.ListAsync(new() { Pipeline = ".." }));
    }

    private static Task The_longest_names_are_told_apart_by_their_last_character(CheckContext context)
    {
        string x = new('x', RunKey.LongestName), y = new('Y', RunKey.LongestName - 1), e = new('é', RunKey.LongestName);
        return ApartAsync(context, new(x, y + "Y"), new(x, y + "y"), new(x, y), new(e, e), new(e, e[1..] + "e"));
    }

    private static Task Pipeline_and_run_id_do_not_run_into_each_other(CheckContext context) => ApartAsync(
        context,
        new("a", "b/c"), new("a/b", "c"), new("c", "a/b"),
        new("a", "bc"), new("ab", "c"),
        new("a", "b\0c"), new("a\0b", "c"));

    private static Task Names_of_any_characters_have_runs_of_their_own(CheckContext context)
    {
        // Always the same ones, so that a check that fails will fail again.
        uint state = 20260301;
        return ApartAsync(context, [.. Enumerable.Range(0, 120).Select(_ => new RunKey(Name(), Name())).Distinct()]);

        string Name() => string.Create((int)(Next() % 40) + 1, 0, (text, _) =>
        {
            // Half of a pair is no text, and refused by the key.
            for (int i = 0; i < text.Length; i++)
                text[i] = Next() % 2 == 0 ? (char)(Next() % 0x80) : (char)(Next() % 0xD800);
        });

        uint Next()
        {
            state = (state * 1664525) + 1013904223;
            return state >> 8;
        }
    }

    private static async Task ApartAsync(CheckContext context, params RunKey[] runs)
    {
        foreach (RunKey run in runs)
        {
            await using IRunLease lease = await context.AcquireAsync(run);
            context.Equal($"the number of records of {Words.Of(run)}, which nobody used before,", 0, lease.History.Count);
            await lease.AppendAsync(Drafts.Started(run.ToString()), context.Token);
        }

        foreach (RunKey run in runs)
        {
            CheckpointRecord? read = await context.Store.ReadAsync(run, 1, context.Token);
            context.Equal("what stands in a run", run.ToString(), Drafts.Text(read));
            context.Equal("the name in the record", run, read!.Info.Run);
        }

        context.Set("the runs", runs, await context.ListAsync());
    }
}
