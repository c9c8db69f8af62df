namespace Resilience.Benchmarks.Gate;

/// <summary>Warms all rows, then measures one after the other.</summary>
internal sealed class GateRunner
{
    private readonly IReadOnlyList<GateRow> _rows;
    private readonly Plan _plan;
    private readonly GateReport _report;

    public GateRunner(IReadOnlyList<GateRow> rows, Plan plan, GateReport report)
    {
        _rows = rows;
        _plan = plan;
        _report = report;
    }

    /// <summary>Returns the rows that missed their bars.</summary>
    public IReadOnlyList<RowResult> Run()
    {
        Warmup.Run(_rows);
        _report.Header();
        return [.. _rows.Select(Measure).Where(static result => !result.Ok)];
    }

    private RowResult Measure(GateRow row)
    {
        RowResult result = row.Measure(_plan);
        if (!result.Ok)
        {
            // Once: a machine that did something else for a moment is forgiven, a row at the edge of its bar is not.
            result = row.Measure(_plan.Longer());
            _report.Row(result, "measured again");
            return result;
        }

        _report.Row(result);
        return result;
    }
}
