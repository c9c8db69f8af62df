using Resilience;
using Resilience.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What can be asked of a container that has the library.</summary>
public static class ResilienceServiceProviderExtensions
{
    /// <summary>
    /// Makes everything that is registered, and reports all that is wrong. A host does so when it starts; programs without one call it
    /// before they begin to work.
    /// </summary>
    /// <param name="provider">The container.</param>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="ResilienceServiceCollectionExtensions.AddResilience"/> was not called for this container.
    /// </exception>
    /// <exception cref="InvalidPipelineException">Something is wrong; the exception lists all of it, by name.</exception>
    public static void ValidateResilience(this IServiceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        IReadOnlyList<string> errors = StartupCheckValidator.ErrorsOf(provider);
        if (errors.Count > 0)
            throw new InvalidPipelineException(errors);
    }
}
