using System.Globalization;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// How long to wait before each retry: a shape that grows, a ceiling, and a jitter that spreads what came out. The ceiling is applied
/// before the jitter, so delays at the ceiling are spread too. Immutable, compared by value, safe to share.
/// </summary>
public sealed class Backoff : IEquatable<Backoff>
{
    private static readonly TimeSpan _defaultCeiling = TimeSpan.FromSeconds(30);

    private Backoff(BackoffShape shape, TimeSpan baseDelay, double multiplier, TimeSpan ceiling, Jitter jitter)
    {
        Shape = shape;
        BaseDelay = baseDelay;
        Multiplier = multiplier;
        Ceiling = ceiling;
        Jitter = jitter;
    }

    /// <summary>No delay: every retry follows at once.</summary>
    public static Backoff None { get; } = Constant(TimeSpan.Zero);

    /// <summary>Exponential from 200 ms, doubling, full jitter, ceiling 30 s.</summary>
    public static Backoff Default { get; } = Exponential(TimeSpan.FromMilliseconds(200));

    /// <summary>How the delay grows.</summary>
    public BackoffShape Shape { get; }

    /// <summary>The delay from which the shape grows, 0 to 49 days.</summary>
    public TimeSpan BaseDelay { get; }

    /// <summary>The factor between two delays of an exponential backoff; 1 for the other shapes.</summary>
    public double Multiplier { get; }

    /// <summary>The longest delay, jitter included. 30 s unless set, or the base delay where that is longer.</summary>
    public TimeSpan Ceiling { get; }

    /// <summary>How the delay is spread.</summary>
    public Jitter Jitter { get; }

    /// <summary>The same delay before every retry.</summary>
    /// <param name="delay">The delay, 0 to 49 days.</param>
    /// <param name="jitter">How it is spread; not at all by default.</param>
    /// <returns>The backoff, with a ceiling of 30 s or of the delay, whichever is longer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is out of range, or the jitter is not a known one.</exception>
    public static Backoff Constant(TimeSpan delay, Jitter jitter = Jitter.None) =>
        Create(BackoffShape.Constant, Delay(delay, nameof(delay)), 1, jitter);

    /// <summary>The base delay times the number of the retry: 1×, 2×, 3×, …</summary>
    /// <param name="baseDelay">The delay before the first retry, 0 to 49 days.</param>
    /// <param name="jitter">How the delays are spread; <see cref="Jitter.Full"/> by default.</param>
    /// <returns>The backoff, with a ceiling of 30 s or of the base delay, whichever is longer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is out of range, or the jitter is not a known one.</exception>
    public static Backoff Linear(TimeSpan baseDelay, Jitter jitter = Jitter.Full) =>
        Create(BackoffShape.Linear, Delay(baseDelay, nameof(baseDelay)), 1, jitter);

    /// <summary>The base delay, multiplied again with each further retry.</summary>
    /// <param name="baseDelay">The delay before the first retry, 0 to 49 days.</param>
    /// <param name="multiplier">The factor between two delays, 1 to 1,000; 2 by default.</param>
    /// <param name="jitter">How the delays are spread; <see cref="Jitter.Full"/> by default.</param>
    /// <returns>The backoff, with a ceiling of 30 s or of the base delay, whichever is longer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The delay or the multiplier is out of range, or the jitter is not a known one.
    /// </exception>
    public static Backoff Exponential(TimeSpan baseDelay, double multiplier = 2, Jitter jitter = Jitter.Full) =>
        Create(BackoffShape.Exponential, Delay(baseDelay, nameof(baseDelay)), Require.Between(multiplier, 1, 1000), jitter);

    /// <summary>The base delay times 1, 1, 2, 3, 5, 8, …: grows more gently than doubling.</summary>
    /// <param name="baseDelay">The delay before the first and the second retry, 0 to 49 days.</param>
    /// <param name="jitter">How the delays are spread; <see cref="Jitter.Full"/> by default.</param>
    /// <returns>The backoff, with a ceiling of 30 s or of the base delay, whichever is longer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is out of range, or the jitter is not a known one.</exception>
    public static Backoff Fibonacci(TimeSpan baseDelay, Jitter jitter = Jitter.Full) =>
        Create(BackoffShape.Fibonacci, Delay(baseDelay, nameof(baseDelay)), 1, jitter);

    /// <summary>The same backoff with another ceiling.</summary>
    /// <param name="ceiling">The longest delay, more than 0 and up to 49 days. It may be shorter than the base delay.</param>
    /// <returns>The changed backoff.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The ceiling is out of range.</exception>
    public Backoff WithCeiling(TimeSpan ceiling) =>
        new(Shape, BaseDelay, Multiplier, Require.Between(ceiling, Require.Tick, Require.LongestWait), Jitter);

    /// <summary>The same backoff with another jitter.</summary>
    /// <param name="jitter">How the delays are spread.</param>
    /// <returns>The changed backoff.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The jitter is not a known one.</exception>
    public Backoff WithJitter(Jitter jitter) => new(Shape, BaseDelay, Multiplier, Ceiling, Defined(jitter));

    /// <summary>The delay before a retry. Depends on the arguments only.</summary>
    /// <param name="retry">The number of the retry, from 1; the first call is not a retry.</param>
    /// <param name="previous">
    /// The delay before the previous retry, zero or more; zero for the first. Only <see cref="Jitter.Decorrelated"/> reads it.
    /// </param>
    /// <param name="unit">A random number from 0 (the longest delay) up to but not including 1 (towards the shortest).</param>
    /// <returns>Never negative, never above <see cref="Ceiling"/>, and more than zero unless <see cref="BaseDelay"/> is zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public TimeSpan GetDelay(int retry, TimeSpan previous, double unit)
    {
        Require.Between(retry, 1, int.MaxValue);
        Require.Between(previous, TimeSpan.Zero, TimeSpan.MaxValue);
        Require.Between(unit, 0, double.BitDecrement(1));

        double capped = BackoffMath.Capped(Shape, BaseDelay.Ticks, Multiplier, Ceiling.Ticks, retry);
        return new TimeSpan(JitterMath.Apply(Jitter, capped, BaseDelay.Ticks, Ceiling.Ticks, previous.Ticks, unit));
    }

    /// <inheritdoc/>
    public bool Equals(Backoff? other) =>
        other is not null && Shape == other.Shape && BaseDelay == other.BaseDelay && Multiplier.Equals(other.Multiplier)
        && Ceiling == other.Ceiling && Jitter == other.Jitter;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Backoff);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shape, BaseDelay, Multiplier, Ceiling, Jitter);

    /// <summary>Whether two backoffs give the same delays for the same draws.</summary>
    /// <param name="left">One backoff.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if shape, base delay, multiplier, ceiling and jitter are the same.</returns>
    public static bool operator ==(Backoff? left, Backoff? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two backoffs differ.</summary>
    /// <param name="left">One backoff.</param>
    /// <param name="right">The other.</param>
    /// <returns>False if shape, base delay, multiplier, ceiling and jitter are the same.</returns>
    public static bool operator !=(Backoff? left, Backoff? right) => !(left == right);

    /// <summary>The backoff in words, such as "exponential 200 ms ×2 ≤ 30 s, full jitter". The same in every culture.</summary>
    /// <returns>One line for descriptions and logs; its form is not a contract.</returns>
    public override string ToString()
    {
        if (BaseDelay == TimeSpan.Zero)
        {
            return "no delay";
        }

        string shape = Shape switch
        {
            BackoffShape.Linear => "linear",
            BackoffShape.Exponential => "exponential",
            BackoffShape.Fibonacci => "fibonacci",
            _ => "constant",
        };
        string factor = Shape == BackoffShape.Exponential ? string.Create(CultureInfo.InvariantCulture, $" ×{Multiplier:0.###}") : "";
        string ceiling = ReachesCeiling ? $" ≤ {DurationText.Format(Ceiling)}" : "";
        return $"{shape} {DurationText.Format(BaseDelay)}{factor}{ceiling}, {Name(Jitter)} jitter";
    }

    // A ceiling that no delay can touch is noise in a description.
    private bool ReachesCeiling =>
        Shape != BackoffShape.Constant || BaseDelay > Ceiling || Jitter is Jitter.Exponential or Jitter.Decorrelated;

    private static Backoff Create(BackoffShape shape, TimeSpan baseDelay, double multiplier, Jitter jitter) =>
        new(shape, baseDelay, multiplier, baseDelay > _defaultCeiling ? baseDelay : _defaultCeiling, Defined(jitter));

    private static TimeSpan Delay(TimeSpan delay, string name) => Require.Between(delay, TimeSpan.Zero, Require.LongestWait, name);

    private static Jitter Defined(Jitter jitter) => jitter is >= Jitter.None and <= Jitter.Decorrelated
        ? jitter
        : throw new ArgumentOutOfRangeException(
            nameof(jitter), jitter, $"jitter must be between {nameof(Jitter.None)} and {nameof(Jitter.Decorrelated)}.");

    private static string Name(Jitter jitter) => jitter switch
    {
        Jitter.Uniform => "uniform",
        Jitter.Full => "full",
        Jitter.Exponential => "exponential",
        Jitter.Decorrelated => "decorrelated",
        _ => "no",
    };
}
