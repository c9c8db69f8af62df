namespace Resilience;
