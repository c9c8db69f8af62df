namespace Resilience;

/// <summary>A failover chain whatever it asks for: what operators see of it.</summary>
public interface IFailoverChain
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>What is known of the chain and its providers.</summary>
    FailoverSnapshot Snapshot();

    /// <summary>Makes a provider available again at once, closes its circuit, and begins to count its calls anew.</summary>
    /// <param name="provider">Its name.</param>
    /// <returns>Whether there is one.</returns>
    bool Reset(string provider);

    /// <summary>Has no requests sent to a provider until what is returned is disposed of.</summary>
    /// <param name="provider">Its name.</param>
    /// <param name="holder">Who holds it out, for people.</param>
    /// <exception cref="ArgumentException">There is no such provider, or <paramref name="holder"/> is empty.</exception>
    IDisposable Hold(string provider, string holder);
}
