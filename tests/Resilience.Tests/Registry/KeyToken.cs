namespace Resilience.Registry;

/// <summary>A component that knows nothing but its key.</summary>
internal sealed class KeyToken(int key)
{
    public int Key => key;
}
