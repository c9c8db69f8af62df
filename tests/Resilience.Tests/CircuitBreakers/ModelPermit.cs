namespace Resilience.CircuitBreakers;

/// <summary>A permit as the reference model knows it.</summary>
internal sealed class ModelPermit
{
    public long Generation { get; init; }

    public bool IsProbe { get; init; }

    public long Started { get; init; }

    public bool HasEnded { get; set; }

    /// <summary>Whether it has been counted among the slow calls while it ran.</summary>
    public bool IsOverdue { get; set; }

    public ModelPermit Copy() => (ModelPermit)MemberwiseClone();
}
