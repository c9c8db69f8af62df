namespace Resilience.Metrics;

/// <summary>How many mitigations there were, and how many helped.</summary>
/// <param name="Total">All of which is known what came of them.</param>
/// <param name="Succeeded">Those after which the run went on.</param>
public readonly record struct MitigationCounts(long Total, long Succeeded)
{
    /// <summary>The share that helped, from 0 to 1; 0 if there was none.</summary>
    public double SuccessRate => Total == 0 ? 0 : (double)Succeeded / Total;

    internal MitigationCounts With(bool succeeded) => new(Total + 1, succeeded ? Succeeded + 1 : Succeeded);
}
