namespace Resilience.Bulkheads;

/// <summary>An algorithm of a user's own.</summary>
internal sealed class OriginalGradient2Options : AdaptiveLimitOptions
{
    public override LimitAlgorithm CreateAlgorithm() => new OriginalGradient2();
}
