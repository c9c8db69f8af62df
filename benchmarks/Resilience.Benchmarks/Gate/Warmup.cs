namespace Resilience.Benchmarks.Gate;

/// <summary>
/// Brings every row of both sides to the JIT's last tier before any row is measured: what a row is warmed alone for
/// would be code that has seen one strategy only, and the rows measured first would fare better than the last.
/// </summary>
internal static class Warmup
{
    private const int Passes = 6;
    private const int Batches = 40;
    private const int CallsPerBatch = 64;
    private const int LastPassCalls = 20_000;

    // The JIT counts calls in rounds of 30, first without and then with instrumentation, and compiles in the background
    // once no new method appeared for 100 ms: hence several passes with pauses, not one long loop.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(300);

    public static void Run(IReadOnlyList<GateRow> rows)
    {
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (GateRow row in rows)
            {
                row.WarmUp(Batches, CallsPerBatch);
            }

            Thread.Sleep(_pause);
        }

        foreach (GateRow row in rows)
        {
            row.WarmUp(1, LastPassCalls);
        }
    }
}
