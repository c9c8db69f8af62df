namespace Resilience.Registry;

/// <summary>Watches that all who hold something at one time hold the same.</summary>
internal sealed class ConcurrentOwners
{
    private readonly Dictionary<int, KeyToken> _held = [];

    public bool WereDifferent { get; private set; }

    public void Hold(int owner, KeyToken token)
    {
        lock (_held)
        {
            _held[owner] = token;
            WereDifferent |= _held.Values.Distinct().Count() > 1;
        }
    }

    public void Drop(int owner)
    {
        lock (_held)
            _held.Remove(owner);
    }
}
