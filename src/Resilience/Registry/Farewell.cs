namespace Resilience.Registry;

/// <summary>
/// Goes with a component that its family has let go of. It is referred to by nobody but that component, so that it is finalized when nobody
/// can use the component any more; only then is it certain what the component knows.
/// </summary>
/// <param name="id">Tells it from others for the same key.</param>
/// <param name="key">The component's key.</param>
/// <param name="component">The component.</param>
/// <param name="needed">How much at rest it has to be to be forgotten.</param>
/// <param name="judge">Told when nobody holds the component. On the finalizer's thread.</param>
internal sealed class Farewell<TKey, TComponent>(
    long id, TKey key, TComponent component, ComponentRest needed, Action<Farewell<TKey, TComponent>> judge) : IDisposable
{
    ~Farewell()
    {
        try
        {
            judge(this);
        }
        catch (Exception)
        {
            // On the finalizer's thread, an exception would end the process.
        }
    }

    public long Id => id;

    public TKey Key => key;

    public TComponent Component => component;

    public ComponentRest Needed => needed;

    /// <summary>Nobody is to be told any more: the component is where it was.</summary>
    public void Dispose() => GC.SuppressFinalize(this);
}
