namespace Resilience.Pipelines.Races;

/// <summary>What a strategy says of an attempt that is about to be made.</summary>
/// <typeparam name="T">The type of the call's result.</typeparam>
internal readonly struct RaceAction<T>
{
    private RaceAction(bool isMade, Func<CancellationToken, ValueTask<T>>? other)
    {
        IsMade = isMade;
        Other = other;
    }

    /// <summary>It is not made, and neither is any other.</summary>
    public static RaceAction<T> None => default;

    /// <summary>It runs the user's callback.</summary>
    public static RaceAction<T> Same => new(isMade: true, null);

    public bool IsMade { get; }

    /// <summary>What it runs instead of the user's callback, if anything.</summary>
    public Func<CancellationToken, ValueTask<T>>? Other { get; }

    /// <summary>It runs something else.</summary>
    public static RaceAction<T> Instead(Func<CancellationToken, ValueTask<T>> other) => new(isMade: true, other);
}
