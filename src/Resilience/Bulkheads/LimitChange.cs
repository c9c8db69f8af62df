using System.Globalization;
using Resilience.Bulkheads;
using Resilience.Timing;

namespace Resilience;

/// <summary>One change of an adaptive limit, and why.</summary>
/// <param name="Component">The name of the component that the limit is part of.</param>
/// <param name="From">The limit before.</param>
/// <param name="To">The limit after.</param>
/// <param name="Reason">Why, in words that do not change: those of <see cref="LimitReasons"/>, or of an algorithm of your own.</param>
/// <param name="At">When, by the wall clock; for people to read.</param>
/// <param name="Window">What the decision was made from; null if it was made by hand.</param>
public sealed record LimitChange(string Component, int From, int To, string Reason, DateTimeOffset At, LimitWindow? Window = null)
{
    /// <summary>The change in words, such as "34 → 31: queueing (412 calls, 85 ms, at most 34 at once, 0 dropped)".</summary>
    public override string ToString()
    {
        string window = Window is { } seen
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" ({seen.Calls} calls, {DurationText.Format(seen.AverageTime)}, at most {seen.MaxInFlight} at once, {seen.Drops} dropped)")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{From} → {To}: {Reason}{window}");
    }
}
