namespace Resilience.Benchmarks.Gate;

/// <summary>The gate's command line.</summary>
internal sealed record GateOptions(Plan Plan, IReadOnlyList<string> Rows)
{
    public const string Usage = """
        gate [--row <text>]… [--quick]
          --row <text>   only the rows whose names contain the text (may be repeated)
          --quick        fewer and shorter rounds, for a look while working
        """;

    /// <summary>Null if the command line is not understood.</summary>
    public static GateOptions? Parse(ReadOnlySpan<string> args)
    {
        Plan plan = Plan.Full;
        List<string> rows = [];
        while (!args.IsEmpty)
        {
            switch (args)
            {
                case ["--quick", ..]:
                    plan = Plan.Quick;
                    args = args[1..];
                    break;
                case ["--row", var row, ..]:
                    rows.Add(row);
                    args = args[2..];
                    break;
                default:
                    return null;
            }
        }

        return new GateOptions(plan, rows);
    }

    public bool Includes(GateRow row) =>
        Rows.Count == 0 || Rows.Any(text => row.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
}
