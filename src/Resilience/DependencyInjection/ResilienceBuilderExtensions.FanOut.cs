using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Resilience;

namespace Microsoft.Extensions.DependencyInjection;

// Several dependencies at once, or one for another.
public static partial class ResilienceBuilderExtensions
{
    /// <summary>
    /// Adds a fan-out group: asked for by its types if no other one has them, by its name as key, and among all <see cref="IFanOutGroup"/>.
    /// </summary>
    /// <typeparam name="TRequest">The type of the request.</typeparam>
    /// <typeparam name="TResult">The type of an answer.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the group.</param>
    /// <param name="dependencies">Makes the dependencies, in the order of their answers; is given the container.</param>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">Another argument is null.</exception>
    public static IResilienceBuilder AddFanOut<TRequest, TResult>(
        this IResilienceBuilder builder,
        string name,
        Func<IServiceProvider, IEnumerable<Dependency<TRequest, TResult>>> dependencies,
        Action<FanOutOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(dependencies);
        builder.Configure(parts => parts.FanOuts.Register(name));
        return builder.AddNamed<FanOutGroup<TRequest, TResult>, IFanOutGroup>("fan-out", name, provider =>
        {
            FanOutOptions options = Options(provider).FanOuts.Make(name, new(), configure);
            return new(name, dependencies(provider), options, provider.GetService<TimeProvider>());
        });
    }

    /// <summary>
    /// Adds a failover chain: asked for by its types if no other one has them, by its name as key, and among all
    /// <see cref="IFailoverChain"/>.
    /// </summary>
    /// <typeparam name="TRequest">The type of the request.</typeparam>
    /// <typeparam name="TResult">The type of the answer.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the chain.</param>
    /// <param name="providers">Makes the providers, the preferred one first; is given the container.</param>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">Another argument is null.</exception>
    public static IResilienceBuilder AddFailover<TRequest, TResult>(
        this IResilienceBuilder builder,
        string name,
        Func<IServiceProvider, IEnumerable<Dependency<TRequest, TResult>>> providers,
        Action<FailoverOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(providers);
        builder.Configure(parts => parts.Failovers.Register(name));
        return builder.AddNamed<FailoverChain<TRequest, TResult>, IFailoverChain>("failover", name, provider =>
        {
            var options = new FailoverOptions { Logger = provider.GetService<ILoggerFactory>()?.CreateLogger("Resilience.Failover") };
            options = Options(provider).Failovers.Make(name, options, configure);
            return new(name, providers(provider), options, provider.GetService<TimeProvider>());
        });
    }

    /// <summary>
    /// Adds a load balancer: asked for by its types if no other one has them, by its name as key, and among all
    /// <see cref="ILoadBalancer"/>.
    /// </summary>
    /// <typeparam name="TRequest">The type of the request.</typeparam>
    /// <typeparam name="TResult">The type of the answer.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the balancer.</param>
    /// <param name="replicas">Makes the replicas; is given the container.</param>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">Another argument is null.</exception>
    public static IResilienceBuilder AddLoadBalancer<TRequest, TResult>(
        this IResilienceBuilder builder,
        string name,
        Func<IServiceProvider, IEnumerable<Dependency<TRequest, TResult>>> replicas,
        Action<LoadBalancerOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(replicas);
        builder.Configure(parts => parts.LoadBalancers.Register(name));
        return builder.AddNamed<LoadBalancer<TRequest, TResult>, ILoadBalancer>("load balancer", name, provider =>
        {
            LoadBalancerOptions options = Options(provider).LoadBalancers.Make(name, new(), configure);
            return new(name, replicas(provider), options, provider.GetService<TimeProvider>());
        });
    }

    /// <summary>Has one thing of a kind made once, under its name, its type and what operators see of it; and at start.</summary>
    private static IResilienceBuilder AddNamed<T, TOperated>(
        this IResilienceBuilder builder, string kind, string name, Func<IServiceProvider, T> make)
        where T : class, TOperated
        where TOperated : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddKeyedSingleton(name, (provider, _) => make(provider));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<T>(name));
        services.AddSingleton<TOperated>(provider => provider.GetRequiredKeyedService<T>(name));
        return builder.Configure(parts => parts.Making.Add((kind, name, provider => provider.GetRequiredKeyedService<T>(name))));
    }
}
