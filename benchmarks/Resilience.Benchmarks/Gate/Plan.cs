namespace Resilience.Benchmarks.Gate;

/// <summary>How long to measure: rounds of one batch per side.</summary>
internal sealed record Plan(int Rounds, TimeSpan Batch)
{
    public static Plan Full { get; } = new(51, TimeSpan.FromMilliseconds(8));

    /// <summary>For a look while one works; its ratios are good to a tenth or so.</summary>
    public static Plan Quick { get; } = new(9, TimeSpan.FromMilliseconds(4));

    /// <summary>For the second look at a row that missed.</summary>
    public Plan Longer() => this with { Rounds = (Rounds * 2) + 1 };
}
