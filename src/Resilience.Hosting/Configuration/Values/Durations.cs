using System.Globalization;

namespace Resilience.Hosting.Configuration.Values;

/// <summary>
/// Durations as text: "00:00:30", or a number with its unit. A number alone is refused but for zero: to .NET, "30" means thirty days.
/// </summary>
internal static class Durations
{
    private static readonly (string Name, long Ticks)[] _units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("min", TimeSpan.TicksPerMinute), ("m", TimeSpan.TicksPerMinute),
        ("ms", TimeSpan.TicksPerMillisecond), ("us", TimeSpan.TicksPerMicrosecond), ("µs", TimeSpan.TicksPerMicrosecond),
        ("s", TimeSpan.TicksPerSecond),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        text = text.Trim();
        duration = default;
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParseExact(text, ["c", "g"], CultureInfo.InvariantCulture, out duration);
        int end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (!decimal.TryParse(text.AsSpan(0, end), Style, CultureInfo.InvariantCulture, out decimal number))
            return false;
        string unit = text[end..].Trim();
        if (unit.Length == 0)
            return number == 0;
        foreach ((string name, long ticks) in _units)
        {
            if (string.Equals(unit, name, StringComparison.OrdinalIgnoreCase))
                return TryScale(number, ticks, out duration);
        }

        return false;
    }

    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0 s";
        (string name, long unit) = _units.Where(static unit => unit.Name is not ("m" or "us")).OrderByDescending(static unit => unit.Ticks)
            .FirstOrDefault(unit => duration.Ticks % unit.Ticks == 0);
        return name is null
            ? duration.ToString("c", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / unit} {name}");
    }

    private static bool TryScale(decimal number, long unit, out TimeSpan duration)
    {
        duration = default;
        if (Math.Abs(number) > long.MaxValue / unit)
            return false;
        duration = TimeSpan.FromTicks((long)decimal.Round(number * unit));
        return true;
    }
}
