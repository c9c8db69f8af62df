namespace Resilience;

/// <summary>How much of an application works. A larger value is worse.</summary>
public enum OperationMode
{
    /// <summary>Everything works.</summary>
    Normal,

    /// <summary>Something does not work, or not well; the rest goes on.</summary>
    Degraded,

    /// <summary>Something that the application cannot do without does not work.</summary>
    Emergency,
}
