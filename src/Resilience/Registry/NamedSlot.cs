namespace Resilience.Registry;

/// <summary>The place of something that has a name and nothing else.</summary>
internal sealed class NamedSlot<T>(string what) : OnceSlot<T>(what)
    where T : class;
