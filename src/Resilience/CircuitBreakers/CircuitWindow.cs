using Resilience.Timing;

namespace Resilience;

/// <summary>The recent past over which a circuit breaker computes its ratios. Immutable.</summary>
public sealed class CircuitWindow
{
    private CircuitWindow(TimeSpan? duration, int? calls)
    {
        Duration = duration;
        Calls = calls;
    }

    /// <summary>The length of a window in time; null if it counts calls.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>The length of a window in calls; null if it is one in time.</summary>
    public int? Calls { get; }

    /// <summary>The calls that ended within a time. They leave in ten steps.</summary>
    /// <param name="duration">The length: from 100 ms to a day.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter or longer.</exception>
    public static CircuitWindow Time(TimeSpan duration) =>
        new(Require.Between(duration, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1)), null);

    /// <summary>The last calls that ended, however long ago.</summary>
    /// <param name="calls">How many: from 1 to 10,000. Each takes a byte.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is fewer or more.</exception>
    public static CircuitWindow Count(int calls) => new(null, Require.Between(calls, 1, 10_000));

    /// <summary>The window in words, such as "10 s" or "100 calls".</summary>
    public override string ToString() => Duration is { } duration ? DurationText.Format(duration) : $"{Require.Text(Calls!.Value)} calls";
}
