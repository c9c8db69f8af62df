using System.Globalization;

namespace Resilience.Bulkheads;

/// <summary>What an algorithm says at the end of a window.</summary>
/// <param name="Change">By how much the limit changes; 0 for not at all.</param>
/// <param name="Reason">Why, in a few words that do not change, such as those of <see cref="LimitReasons"/>.</param>
public readonly record struct LimitDecision(int Change, string Reason)
{
    /// <summary>The decision in words, such as "-3: queueing".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Change:+0;-0;0}: {Reason}");
}
