namespace Resilience.Timing;

/// <summary>One attempt in a script of <see cref="CellModel"/>.</summary>
/// <param name="Due">The instant of its deadline.</param>
/// <param name="IsAsynchronous">Whether it goes on asynchronously.</param>
/// <param name="WaitsForCancellation">Whether it ends only when its token is cancelled.</param>
/// <param name="HasCaller">Whether its caller may cancel.</param>
internal readonly record struct AttemptScript(int Due, bool IsAsynchronous, bool WaitsForCancellation, bool HasCaller)
{
    public const int Never = 99;

    private static readonly int[] _dues = [1, Never];
    private static readonly bool[] _both = [false, true];

    /// <summary>Every kind of attempt that can end.</summary>
    public static AttemptScript[] All(bool hasCaller) =>
    [
        .. from due in _dues
           from asynchronous in _both
           from waits in _both
           where due != Never || hasCaller || !waits
           select new AttemptScript(due, asynchronous, waits, hasCaller),
    ];
}
