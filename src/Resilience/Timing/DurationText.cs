using System.Globalization;

namespace Resilience.Timing;

/// <summary>Durations as people write them: "200 ms", "1.5 s", "2 min". The same on every machine, whatever its culture.</summary>
internal static class DurationText
{
    private static readonly (long Ticks, string Name)[] _wholeUnits =
        [(TimeSpan.TicksPerDay, "d"), (TimeSpan.TicksPerHour, "h"), (TimeSpan.TicksPerMinute, "min")];

    private static readonly (long Ticks, string Name)[] _decimalUnits =
        [(TimeSpan.TicksPerSecond, "s"), (TimeSpan.TicksPerMillisecond, "ms"), (TimeSpan.TicksPerMicrosecond, "µs")];

    /// <summary>
    /// The duration in the largest unit that fits: days, hours and minutes only if one decimal says it exactly ("1.5 min", but
    /// "61 s"), seconds and less with up to three decimals. Infinite is "infinite".
    /// </summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == Timeout.InfiniteTimeSpan)
        {
            return "infinite";
        }

        if (duration == TimeSpan.Zero)
        {
            return "0 ms";
        }

        decimal ticks = duration.Ticks;
        decimal size = Math.Abs(ticks);
        foreach ((long unit, string name) in _wholeUnits)
        {
            if (size >= unit && size * 10 % unit == 0)
            {
                return Text(ticks / unit, name);
            }
        }

        foreach ((long unit, string name) in _decimalUnits)
        {
            if (size >= unit)
            {
                return Text(ticks / unit, name);
            }
        }

        return Text(ticks * 100, "ns");
    }

    private static string Text(decimal value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.###} {unit}");
}
