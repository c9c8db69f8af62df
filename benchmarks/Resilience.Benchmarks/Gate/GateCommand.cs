using System.Diagnostics;
using System.Reflection;
using Resilience.Benchmarks.Gate.Rows;

namespace Resilience.Benchmarks.Gate;

/// <summary>The program's <c>gate</c> command.</summary>
internal static class GateCommand
{
    private const int Passed = 0;
    private const int Missed = 1;
    private const int Misused = 2;

    public static int Run(ReadOnlySpan<string> args)
    {
        if (GateOptions.Parse(args) is not { } options)
        {
            return Refuse(GateOptions.Usage);
        }

        if (IsUnoptimized())
        {
            return Refuse("A debug build measures nothing of interest: run with -c Release.");
        }

        using var team = new ThreadTeam();
        GateRow[] rows = [.. AllRows.Create(team).Where(options.Includes)];
        if (rows.Length == 0)
        {
            return Refuse("No row has such a name.");
        }

        long began = Stopwatch.GetTimestamp();
        Console.WriteLine(Machine.Describe());
        IReadOnlyList<RowResult> misses = new GateRunner(rows, options.Plan, new GateReport(Console.Out, rows)).Run();
        Console.WriteLine();
        Console.WriteLine($"{rows.Length} rows, {misses.Count} missed, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        return misses.Count == 0 ? Passed : Missed;
    }

    private static bool IsUnoptimized() =>
        typeof(GateCommand).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true;

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return Misused;
    }
}
