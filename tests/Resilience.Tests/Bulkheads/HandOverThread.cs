namespace Resilience.Bulkheads;

/// <summary>A thread of <see cref="HandOverModel"/>: where it is, and what it has in its hands.</summary>
internal readonly record struct HandOverThread
{
    public HandOverStep At { get; init; }

    /// <summary>Where it goes when it has handed over.</summary>
    public HandOverStep Next { get; init; }

    /// <summary>What it made of the word.</summary>
    public int Seen { get; init; }

    /// <summary>Those who waited when it came, as bits.</summary>
    public int Before { get; init; }

    public bool IsGranted { get; init; }
}
