using System.Globalization;
using System.Runtime.CompilerServices;

namespace Resilience.Timing;

/// <summary>Checks of arguments whose message names the parameter, the value and the range.</summary>
internal static class Require
{
    /// <summary>The longest wait that is accepted anywhere: timers of .NET reach 49.7 days.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(49);

    /// <summary>The shortest positive duration.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    /// <summary>Returns the value if it lies within the bounds, both included; NaN never does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static T Between<T>(T value, T min, T max, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, IComparable<T>, IFormattable
    {
        if (!IsBetween(value, min, max))
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"{name} must be between {Text(min)} and {Text(max)}, but is {Text(value)}.");
        }

        return value;
    }

    /// <summary>Whether the value lies within the bounds, both included; NaN, which compares as smaller than all, never does.</summary>
    public static bool IsBetween<T>(T value, T min, T max)
        where T : struct, IComparable<T> =>
        value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0;

    /// <summary>A value as messages show it, the same in every culture.</summary>
    public static string Text<T>(T value)
        where T : struct, IFormattable =>
        value is TimeSpan duration ? DurationText.Format(duration) : value.ToString(null, CultureInfo.InvariantCulture);
}
