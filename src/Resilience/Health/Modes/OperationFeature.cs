namespace Resilience;

/// <summary>Something that an application offers, and does not offer always.</summary>
public sealed class OperationFeature
{
    /// <summary>Makes a feature that is there in every mode but <see cref="OperationMode.Emergency"/>.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public OperationFeature(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The modes in which it is there. Default: normal and degraded.</summary>
    public IList<OperationMode> Modes { get; init; } = [OperationMode.Normal, OperationMode.Degraded];

    /// <summary>The components that it needs: while one of them is marked, it is not there. None by default.</summary>
    public IList<string> Needs { get; init; } = [];

    /// <summary>From which severity on a component that it needs takes it away. Default: <see cref="ComponentSeverity.Medium"/>.</summary>
    public ComponentSeverity Threshold { get; set; } = ComponentSeverity.Medium;

    /// <summary>What the application's users are told while it is not there; null, the default, for nothing.</summary>
    public string? LimitedText { get; set; }
}
