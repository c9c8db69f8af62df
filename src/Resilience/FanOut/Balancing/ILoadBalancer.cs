namespace Resilience;

/// <summary>A load balancer whatever it asks for: what operators see of it.</summary>
public interface ILoadBalancer
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>What is known of the balancer and its replicas.</summary>
    LoadBalancerSnapshot Snapshot();

    /// <summary>Takes back the ejection of a replica, closes its circuit, and begins to count its calls anew.</summary>
    /// <param name="replica">Its name.</param>
    /// <returns>Whether there is one.</returns>
    bool Reset(string replica);
}
