using System.Globalization;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// A time limit that several steps share one after the other, such as 30 % to initialise and 70 % to execute. What an earlier step
/// leaves over goes to the later ones; what it overdraws is taken from them. Immutable and safe to share; runs from its creation.
/// </summary>
/// <example>
/// <code>
/// TimeBudget budget = new(TimeSpan.FromSeconds(60), [0.3, 0.7]);
/// await InitializeAsync(budget.GetShare(0));   // 18 s
/// await ExecuteAsync(budget.GetShare(1));      // 42 s, plus what is left of the 18 s
/// </code>
/// </example>
public sealed class TimeBudget
{
    // 0.1 + 0.2 + 0.7 is not quite 1 in binary: within this distance the shares are the whole.
    private const double Tolerance = 1e-9;

    private readonly double[] _shares;
    private readonly TimeSpan[] _ends;
    private readonly TimeProvider _timeProvider;
    private readonly long _start;

    /// <summary>Starts a budget.</summary>
    /// <param name="total">The time for all steps together, more than 0 and up to 49 days.</param>
    /// <param name="shares">
    /// The share of each step in order, each more than 0 and up to 1, together 1 at most. What they leave unassigned is nobody's share and
    /// stays in <see cref="Remaining"/>.
    /// </param>
    /// <param name="timeProvider">The clock, of which only timestamps are used; the system's if null.</param>
    /// <exception cref="ArgumentException">There is no share.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The total, a share or the sum of the shares is out of range.</exception>
    public TimeBudget(TimeSpan total, ReadOnlySpan<double> shares, TimeProvider? timeProvider = null)
    {
        Total = Require.Between(total, Require.Tick, Require.LongestWait);
        if (shares.IsEmpty)
        {
            throw new ArgumentException("shares must name at least one share.", nameof(shares));
        }

        _shares = shares.ToArray();
        _ends = new TimeSpan[shares.Length];
        double sum = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            sum += Share(shares[i], nameof(shares));
            _ends[i] = sum >= 1 - Tolerance ? total : total * sum;
        }

        if (sum > 1 + Tolerance)
            throw new ArgumentOutOfRangeException(nameof(shares), $"shares must be 100 % together at most, but are {Percent(sum)}.");
        _timeProvider = timeProvider ?? TimeProvider.System;
        _start = _timeProvider.GetTimestamp();
    }

    /// <summary>The time for all steps together.</summary>
    public TimeSpan Total { get; }

    /// <summary>The time since the budget was created; never negative.</summary>
    public TimeSpan Elapsed => Positive(_timeProvider.GetElapsedTime(_start));

    /// <summary>What is left of the total; never negative.</summary>
    public TimeSpan Remaining => Positive(Total - Elapsed);

    /// <summary>Whether the total is used up.</summary>
    public bool IsExhausted => Remaining == TimeSpan.Zero;

    /// <summary>
    /// The time that a step may take from now on: its own share and everything that the steps before it left over. Asked for again
    /// while the step runs, it is what remains.
    /// </summary>
    /// <param name="index">The position of the step's share, from 0.</param>
    /// <returns>Zero if the share is used up; never negative, never more than <see cref="Remaining"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such share.</exception>
    public TimeSpan GetShare(int index) =>
        Positive(_ends[Require.Between(index, 0, _ends.Length - 1)] - Elapsed);

    /// <summary>The budget in words, such as "1 min in shares of 30 %, 70 %".</summary>
    /// <returns>One line for descriptions and logs; its form is not a contract.</returns>
    public override string ToString() =>
        $"{DurationText.Format(Total)} in shares of {string.Join(", ", _shares.Select(Percent))}";

    private static double Share(double share, string name) => share is > 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(
            name, $"Each of the shares must be more than 0 % and at most 100 %, but one is {Percent(share)}.");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    private static TimeSpan Positive(TimeSpan value) => value > TimeSpan.Zero ? value : TimeSpan.Zero;
}
