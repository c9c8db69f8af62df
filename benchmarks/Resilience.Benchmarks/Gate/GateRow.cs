namespace Resilience.Benchmarks.Gate;

/// <summary>One line of the gate.</summary>
internal abstract class GateRow
{
    protected GateRow(string name, Bar bar)
    {
        Name = name;
        Bar = bar;
    }

    public string Name { get; }

    public Bar Bar { get; }

    /// <summary>All that takes part, on either side.</summary>
    protected abstract IReadOnlyList<Contender> Contenders { get; }

    /// <summary>Runs every contender a little; called for all rows in turn, several times, before any is measured.</summary>
    public void WarmUp(int batches, int callsPerBatch) => WhileStarted(() =>
    {
        for (int batch = 0; batch < batches; batch++)
        {
            WarmOnce(callsPerBatch);
        }

        return batches;
    });

    public RowResult Measure(Plan plan)
    {
        // What earlier rows left behind is collected at their expense, not in this row's batches.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return WhileStarted(() => MeasureRounds(plan));
    }

    protected abstract void WarmOnce(int calls);

    protected abstract RowResult MeasureRounds(Plan plan);

    private T WhileStarted<T>(Func<T> run)
    {
        foreach (Contender contender in Contenders)
        {
            contender.Start();
        }

        try
        {
            return run();
        }
        finally
        {
            foreach (Contender contender in Contenders)
            {
                contender.Stop();
            }
        }
    }
}
