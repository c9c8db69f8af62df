namespace Resilience;

/// <summary>How much an application suffers from a component that is not well.</summary>
public enum ComponentSeverity
{
    /// <summary>It is recorded, and changes nothing.</summary>
    Low,

    /// <summary>The application is at least <see cref="OperationMode.Degraded"/>.</summary>
    Medium,

    /// <summary>The application is in an <see cref="OperationMode.Emergency"/>.</summary>
    High,
}
