namespace Resilience.Faults;

/// <summary>A result that may be bad, and whose disposal runs a user's code.</summary>
internal sealed class Payload(bool isBad, Action? onDispose = null) : IDisposable
{
    public bool IsBad => isBad;

    public void Dispose() => onDispose?.Invoke();
}
