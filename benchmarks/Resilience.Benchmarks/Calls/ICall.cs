namespace Resilience.Benchmarks.Calls;

/// <summary>
/// One call as a user writes it. Implemented by structs only, so that the loop that times it is compiled for it alone
/// and adds neither a virtual call nor a delegate of its own.
/// </summary>
public interface ICall
{
    /// <summary>Makes the call; its result is always 1, so that the loop can prove how many calls were really made.</summary>
    ValueTask<int> Invoke(CancellationToken cancellationToken);
}
