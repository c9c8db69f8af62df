namespace Resilience;

/// <summary>A fan-out group whatever it asks for: what operators see of it.</summary>
public interface IFanOutGroup
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The options. What is set is checked, copied, and holds for requests that begin afterwards.</summary>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    FanOutOptions Options { get; set; }

    /// <summary>What is known of the group and its dependencies.</summary>
    FanOutSnapshot Snapshot();

    /// <summary>Closes the circuit of a dependency, and begins to count its calls anew.</summary>
    /// <param name="name">The name of the dependency.</param>
    /// <returns>Whether there is one.</returns>
    bool Reset(string name);
}
