using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The kinds of values that several keys have.</summary>
internal static class Kinds
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(49);

    public static ValueKind<bool> Flag { get; } = new FlagKind();

    public static ValueKind<string> Text { get; } = new TextKind();

    /// <summary>From zero to 49 days.</summary>
    public static ValueKind<TimeSpan> Pause { get; } = new DurationKind(TimeSpan.Zero, _longest);

    /// <summary>From a millisecond to 49 days.</summary>
    public static ValueKind<TimeSpan> Time { get; } = new DurationKind(TimeSpan.FromMilliseconds(1), _longest);

    public static ValueKind<int> Int(int least, int most = int.MaxValue) => new NumberKind<int>(least, most);

    public static ValueKind<double> Number(double least, double most) => new NumberKind<double>(least, most);

    public static ValueKind<TimeSpan> Duration(TimeSpan least, TimeSpan? most = null) => new DurationKind(least, most ?? _longest);

    public static ValueKind<TEnum> Name<TEnum>()
        where TEnum : struct, Enum => NameKind<TEnum>.Of<TEnum>();
}
